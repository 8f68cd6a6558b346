"""What kinds of job and of message exist: the apps declare them as JOBS and TOPICS in their rooms."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from haidian_policing.rooms import Register

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class JobKind:
    """A kind of long work: `run(job, progress)` returns a JSON result; `may` is asked again when it runs (None: the system's own).

    apart: daily work that is not counted with the rest: so many open ones, and so many an hour, may one person have of this kind alone.
    """

    code: str
    label: "StrOrPromise"
    run: Callable
    may: str | None = None
    apart: tuple[int, int] | None = None


@dataclass(frozen=True)
class Topic:
    """A kind of outbox message: `deliver(message)` must have its effect once however often it is called."""

    code: str
    deliver: Callable


JOB_KINDS, TOPICS = Register("JOBS", "notices", "tasks"), Register("TOPICS", "notices", "tasks")
