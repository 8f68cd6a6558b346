"""The heart of performance: what is measured. From one row come the SQL, the column, the export, the receipt and the tests."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from performance.choices import Source, Subject
from performance.measures import aggregates

EXCLUSIONS = {
    "withdrawn": _("withdrawn"),
    "returned": _("returned with the ruling's consent"),
    "pending": _("in the pending bank, the clock stands"),
    "not_due": _("not due yet"),
    "awaits_verdict": _("done, awaits the street's verdict"),
    "no_answer": _("no answer could be had"),
    "suspended": _("suspended by order"),
    "not_checked": _("not looked at yet"),
    "left": _("left before the turn"),
}


@dataclass(frozen=True)
class Aggregate:
    """One SELECT that is filled into the facts month by month; several measures may read it."""

    code: str
    label: str
    source: Source
    sql: str


AGGREGATES = {
    row.code: row
    for row in (
        Aggregate("receipt", _("Receipts due"), Source.PART, aggregates.obligation("receipt")),
        Aggregate("arrival", _("Arrivals due"), Source.PART, aggregates.obligation("arrival")),
        Aggregate("disposal", _("Disposals due"), Source.PART, aggregates.obligation("disposal")),
        Aggregate("closing", _("Closings due"), Source.PART, aggregates.CLOSING),
        Aggregate("rework", _("Parts handled to the end"), Source.PART, aggregates.REWORK),
        Aggregate("came", _("Verdicts: came?"), Source.PART, aggregates.answer("came", "unknown", yes=100)),
        Aggregate("solved", _("Verdicts: solved?"), Source.PART, aggregates.answer("solved", "unknown", yes=100, partly=50)),
        Aggregate(
            "satisfied",
            _("Verdicts: satisfied?"),
            Source.PART,
            aggregates.answer("satisfied", "not_reached", very=100, satisfied=100, basically=80, fair=60),
        ),
        Aggregate("tasks", _("Tasks that fell due"), Source.DUE, aggregates.TASKS),
        Aggregate("checks", _("Task logs looked at"), Source.LOG, aggregates.CHECKS),
        Aggregate("visits", _("Visits received"), Source.VISIT, aggregates.VISITS),
    )
}

HIGHER, LOWER = "higher", "lower"
EVERYBODY = (Subject.STATION, Subject.SQUAD, Subject.OFFICER)
NUMERATORS = ("done", "in_time", "credit", "left")  # left: needed less done


@dataclass(frozen=True)
class Measure:
    """x/n: `numerator` names the column of the facts that x is summed from, n is always `needed`."""

    code: str
    label: str
    short: str
    aggregate: str
    numerator: str
    better: str = HIGHER
    judges: tuple[Subject, ...] = EVERYBODY
    baseline_only: bool = False
    unit: str = "%"

    @property
    def sql(self) -> str:
        return AGGREGATES[self.aggregate].sql

    @property
    def source(self) -> Source:
        return AGGREGATES[self.aggregate].source


MEASURES = {
    row.code: row
    for row in (
        Measure("disposed_in_time", _("Disposed in time"), pgettext_lazy("column", "disposed in time"), "disposal", "in_time"),
        Measure("closed", _("Closing rate"), pgettext_lazy("column", "closed"), "closing", "done"),
        Measure("rework", _("Rework rate"), pgettext_lazy("column", "rework"), "rework", "done", better=LOWER),
        Measure("response", _("Response rate"), pgettext_lazy("column", "response"), "came", "credit"),
        Measure("resolved", _("Resolved rate"), pgettext_lazy("column", "resolved"), "solved", "credit"),
        Measure("satisfied", _("Satisfied rate"), pgettext_lazy("column", "satisfied"), "satisfied", "credit"),
        Measure("task_done", _("Tasks done"), pgettext_lazy("column", "tasks done"), "tasks", "done"),
        Measure("task_in_time", _("Tasks done in time"), pgettext_lazy("column", "tasks in time"), "tasks", "in_time"),
        Measure("task_verified", _("Task logs verified"), pgettext_lazy("column", "logs verified"), "checks", "done"),
        Measure(
            "task_returned",
            _("Task logs returned"),
            pgettext_lazy("column", "logs returned"),
            "checks",
            "left",
            better=LOWER,
            baseline_only=True,
        ),
        Measure(
            "visit_prompt",
            _("Visitors served within 15 minutes"),
            pgettext_lazy("column", "visitors served promptly"),
            "visits",
            "in_time",
            judges=(Subject.STATION,),
        ),
        Measure(
            "signed_in_time",
            _("Signed for in time"),
            pgettext_lazy("column", "signed for in time"),
            "receipt",
            "in_time",
            baseline_only=True,
        ),
        Measure(
            "arrived_in_time", _("Arrived in time"), pgettext_lazy("column", "arrived in time"), "arrival", "in_time", baseline_only=True
        ),
    )
}
