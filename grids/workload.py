"""The heart of the grids: the terms of the workload index, and the index itself as a pure function.

W = P·(1+Σ w_j·h_j); P = resident + λ·tidal; h_j = min(1, ln(1+I_j)/ln(1+I95_j)); Σ w_j = 1, so that workload at most doubles and one
market cannot dominate. The same numbers are computed for all grids at once in `sets/workload.py`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import log
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TIDAL_SHARE = 0.5
CAP_QUANTILE = 0.95
SWING = 0.2


@dataclass(frozen=True)
class Part:
    """A row of the index: what it is, how it is reckoned, where its figure comes from."""

    code: str
    label: "StrOrPromise"
    formula: str
    source: "StrOrPromise"


PARTS = (
    Part("base", _("Base population"), "P = R + λ·T, λ = 0.5", _("actual population R and tidal population T of the grid")),
    Part(
        "share",
        _("Share of an indicator"),
        "h = min(1, ln(1+I) / ln(1+I95))",
        _("count I of the grid, and the count that 95 % of all grids stay below"),
    ),
    Part("correction", _("Correction"), "Σ w·h, Σ w = 1", _("weights w of the version in force")),
    Part("index", _("Workload index"), "W = P·(1 + Σ w·h)", _("at most twice the base")),
)


@dataclass(frozen=True)
class Count:
    """One indicator of a grid: its count, the cap (95 % quantile over all grids) and its weight in the version."""

    number: int
    value: float
    cap: float
    weight: float

    @cached_property
    def share(self) -> float:
        """h, between 0 and 1; where hardly any grid has the thing at all, having it counts in full."""
        if self.value <= 0:
            return 0.0
        return min(1.0, log(1 + self.value) / log(1 + self.cap)) if self.cap > 0 else 1.0

    @cached_property
    def effect(self) -> float:
        """w·h: what the indicator adds to the correction."""
        return self.weight * self.share


@dataclass(frozen=True)
class Workload:
    """The index of one grid with the counts that made it."""

    population: int
    tidal: int
    counts: Sequence[Count]

    @property
    def base(self) -> float:
        return self.population + TIDAL_SHARE * self.tidal

    @cached_property
    def correction(self) -> float:
        return sum(count.effect for count in self.counts)

    @property
    def index(self) -> float:
        return self.base * (1 + self.correction)

    def waterfall(self) -> list[tuple[Count, float]]:
        """Each indicator with the people that it adds to the base; base and these together are the index."""
        return [(count, self.base * count.effect) for count in self.counts]

    def sensitivity(self, swing: float = SWING) -> tuple[float, float]:
        """Least and greatest index when one weight at a time is moved by ± swing and the others give way, so that they still sum to 1."""
        moved = [self.base * (1 + self._with(count, factor)) for count in self.counts for factor in (1 - swing, 1 + swing)]
        return min(moved, default=self.index), max(moved, default=self.index)

    def _with(self, count: Count, factor: float) -> float:
        weight = min(1.0, count.weight * factor)
        rest = (1 - weight) / (1 - count.weight) if count.weight < 1 else 0.0
        return weight * count.share + (self.correction - count.effect) * rest
