"""State machines as tables: a lifecycle is rows of steps, and a step is taken once for one row or ten thousand."""

from haidian_policing.steps.claims import Refusal, take
from haidian_policing.steps.lifecycle import Lifecycle, Step, step

__all__ = ["Lifecycle", "Refusal", "Step", "step", "take"]
