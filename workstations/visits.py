"""The heart of the workstations: the life of a visit, from the number drawn to the result.

Waiting is timed from arrival to the call, serving from the start to the end; both are stored in whole minutes with the step.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.steps import Lifecycle, step
from workstations.choices import VisitState as V

VISIT = Lifecycle(
    V,
    V.WAITING,
    step(
        "call", {V.WAITING, V.LEFT}, V.CALLED, may="visit.record", stops="waiting", label=pgettext_lazy("visit step", "Call"), tone="info"
    ),
    step(
        "serve",
        {V.WAITING, V.CALLED},
        V.SERVING,
        may="visit.record",
        stops="waiting",
        starts="serving",
        label=_("Start serving"),
        tone="active",
    ),
    step("recall", {V.CALLED}, None, may="visit.record", label=_("Call again")),
    step(
        "complete",
        {V.SERVING},
        V.COMPLETED,
        may="visit.record",
        needs="outcome",
        accepts="note",
        stops="serving",
        label=pgettext_lazy("visit step", "Complete"),
        tone="good",
    ),
    step(
        "pass_on", {V.SERVING}, V.PASSED_ON, may="visit.record", needs="note", stops="serving", label=_("Accept and pass on"), tone="info"
    ),
    step("leave", {V.WAITING, V.CALLED}, V.LEFT, may="visit.record", label=_("Not there"), tone="neutral"),
    begins={"record": _("Number taken")},
)
TONES: dict[str, str] = {
    V.WAITING: "warn",
    V.CALLED: "info",
    V.SERVING: "active",
    V.COMPLETED: "good",
    V.PASSED_ON: "info",
    V.LEFT: "neutral",
}
OPEN = (V.WAITING, V.CALLED, V.SERVING)
SERVED = (V.COMPLETED, V.PASSED_ON)
