"""Task logs: all of them, and those that wait for the reader to verify or return them."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import escape

from grids.actions import send_back, verify
from grids.choices import LogState
from grids.filters import LogFilter, QueueFilter
from grids.lifecycle import TASK_LOG
from grids.models import TaskLog
from haidian_policing.lists import cells
from haidian_policing.lists.columns import Column, Value
from haidian_policing.lists.declaration import Bulk, List

TONES: dict[str, str] = {LogState.LOGGED: "active", LogState.VERIFIED: "good", LogState.RETURNED: "warn", LogState.WITHDRAWN: "neutral"}
RECENT_DAYS = 31
DONE = Column("done_on", _("Done on"), "date", sort="done_on")
NOTE = Column(
    "told",
    _("Note"),
    clip=True,
    sheet=(
        Value(_("Place"), lambda row: row["place"], width=24, key="place"),
        Value(_("Number"), lambda row: row["number"], "mono", key="number"),
        Value(_("Note"), lambda row: row["note"], width=30, key="note"),
    ),
)
STATE = Column("state", _("State"), "state")


def _officer(row) -> str:
    return escape(row["officer__name"]) + (cells.marks([(gettext("entered for"), "neutral")]) if row["entered_by_id"] else "")


class LogList(List):
    code = "task_logs"
    page = "grids:log_list"
    label = _("Task logs")
    subtitle = _("Without a first day, the last 31 days are shown.")
    model = TaskLog
    filterset = LogFilter
    may = "task.view"
    order = ("-done_on", "-pk")
    fields = ("done_on", "count", "note", "place", "number", "entered_by_id", "officer__name", "entry__code")
    names = {
        "entry": ("entry__name", "entry__name_en"),
        "unit": ("entry__unit", "entry__unit_en"),
        "grid": ("grid__name", "grid__name_en"),
        "station": ("grid__station__short_name", "grid__station__name_en"),
    }
    words = {"state": LogState}
    tones = {"state": TONES}
    href = "grids:log_detail"
    first = 3
    empty = (_("No log found"), _("Nothing in your reach fits these conditions. Try an earlier first day."))
    columns: tuple[Column, ...] = (
        Column("entry", _("Task"), title=True, below="entry__code", below_label=_("Task number"), width=28),
        DONE,
        Column("amount", _("Count"), "number", draw=lambda row: escape(f"{row['count']} {row['unit']}"), sheet=(
            Value(_("Count"), lambda row: row["count"], "number", key="count"),
            Value(_("Unit of count"), lambda row: row["unit"], key="unit"),
        )),
        Column("grid", _("Grid"), below="station", below_label=_("Station")),
        Column("officer", _("Officer"), draw=_officer, sheet=(Value(_("Officer"), lambda row: row["officer__name"], key="officer__name"),)),
        NOTE,
        STATE,
    )  # fmt: skip

    def told(self, rows, at):
        for row in rows:
            row["told"] = " ".join(filter(None, (row["place"], row["number"], row["note"])))
        return rows

    def in_sql(self, many=False):
        return {}, ""

    def usual(self):
        """A list of every state would hold ten million rows: it begins a month back where no first day is given."""
        return {"since": usual_start("")}

    def asked(self, request, data):
        if not data.get("since"):
            data = data.copy()
            data["since"] = f"{usual_start(data.get('until', '')):%Y-%m-%d}"
        return super().asked(request, data)


def usual_start(until: str) -> date:
    try:
        last = date.fromisoformat(until)
    except ValueError:
        last = timezone.localdate()
    return date.fromordinal(max(last.toordinal() - RECENT_DAYS, 1))


def judged(verb: str, act):
    """Verify or return, whichever logs are still as they were logged."""

    def acted(logs, *, actor, at, note):
        return act(logs, actor=actor, at=at, seen=LogState.LOGGED, note=note)

    step = TASK_LOG[verb]
    return Bulk(verb, step.label, step.may, acted, needs_note="note" in step.needs, primary=verb == "verify")


class QueueList(LogList):
    code = "verification"
    page = "grids:verification"
    label = _("Verification")
    subtitle = _("Logs waiting for your verification, the oldest first.")
    filterset = QueueFilter
    may = "task.verify"
    order = ("done_on", "pk")
    empty = (_("Nothing waits for you"), _("All logs of your squad are judged, or none fits these conditions."))
    columns = tuple(column for column in LogList.columns if column is not STATE)
    actions = (judged("verify", verify), judged("return", send_back))

    def queryset(self, person):
        return TaskLog.objects.reachable_by(person, "task.verify").awaiting().not_by(person)

    def usual(self):
        return {}

    def asked(self, request, data):
        return List.asked(self, request, data)


TASK_LOGS, QUEUE = LogList(), QueueList()
