"""The heart of the task log: its life as a table of steps, and what each kind of evidence asks of whoever logs."""

from dataclasses import dataclass

from django.utils.translation import pgettext_lazy

from grids.choices import Evidence, LogState
from haidian_policing.steps import Lifecycle, step

L = LogState

# The verb of the event by which a log begins; it is no step, since there is no state to come from.
BEGINS = "log"
TASK_LOG = Lifecycle(
    LogState,
    L.LOGGED,
    step("verify", L.LOGGED, L.VERIFIED, may="task.verify", label=pgettext_lazy("task log", "Verify"), tone="good"),
    step("return", L.LOGGED, L.RETURNED, may="task.verify", needs="note", label=pgettext_lazy("task log", "Return"), tone="warn"),
    step(
        "correct",
        {L.LOGGED, L.RETURNED},
        L.LOGGED,
        may="task.log",
        needs="count",
        label=pgettext_lazy("task log", "Correct"),
    ),
    step(
        "withdraw",
        {L.LOGGED, L.RETURNED},
        L.WITHDRAWN,
        may="task.log",
        accepts="note",
        label=pgettext_lazy("task log", "Withdraw"),
        tone="bad",
    ),
    begins={BEGINS: pgettext_lazy("task log", "Logged")},
)
# States whose counts stand for work done.
COUNTED = (L.LOGGED, L.VERIFIED)


@dataclass(frozen=True)
class Asked:
    """Fields of the log that an evidence needs, and those that it takes besides."""

    needs: tuple[str, ...]
    takes: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        return self.needs + self.takes


EVIDENCE = {
    Evidence.COUNT: Asked(("count",), ("note",)),
    Evidence.NOTE: Asked(("count", "note"), ("photos",)),
    Evidence.PLACE: Asked(("count", "place"), ("note",)),
    Evidence.PLACE_PHOTO: Asked(("count", "place", "photos"), ("note",)),
    Evidence.FORM_NUMBER: Asked(("count", "place", "number"), ("note",)),
    Evidence.CASE_NUMBER: Asked(("count", "number"), ("note",)),
    Evidence.TICKET_NUMBER: Asked(("count", "number"), ("note",)),
}
