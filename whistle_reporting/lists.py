"""The ticket list: its tabs with their counts, its order, and its rows drawn from plain values."""

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from haidian_policing.access.standing import may
from haidian_policing.workcalendar.arithmetic import remaining
from haidian_policing.workcalendar.choices import Unit
from haidian_policing.workcalendar.sets import load
from whistle_reporting import choices
from whistle_reporting.models import Clock, Part, Ticket
from whistle_reporting.querysets import NEAR

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TONES = {
    "draft": "neutral", "awaiting_sign_off": "warn", "blown": "active", "withdrawn": "neutral", "dispatched": "warn", "signed": "info",
    "assigned": "info", "arrived": "active", "surveying": "active", "rectifying": "active", "return_asked": "warn", "returned": "bad",
    "outside": "active", "done": "warn", "closed": "good", "cancelled": "neutral",
}  # fmt: skip
SORTS = {"number": "pk", "filed": "filed_at", "due": F("due_at").asc(nulls_last=True), "class": "klass", "place": "place"}
COLUMNS = (
    "pk", "number", "state", "klass", "item__name", "item__name_en", "item__code", "place", "filed_at", "due_at", "countersign_pending",
    "station__short_name", "station__name_en", "street__short_name", "street__name_en", "grid__name", "grid__name_en",
)  # fmt: skip
PART_COLUMNS = (
    "pk", "ticket", "kind", "state", "is_paused", "is_supervised", "round", "extension_pending", "late_entry", "outside_unit",
    "handler__name", "station__short_name", "station__name_en",
)  # fmt: skip


@dataclass(frozen=True)
class Tab:
    """A view of the list: which capability opens it and which tickets it holds."""

    code: str
    label: "StrOrPromise"
    may: str
    parts: dict | None = None
    tickets: Q | None = None

    def holds(self, person) -> Q:
        """The condition on tickets: their own columns, or a part in reach of the capability."""
        if self.parts is None:
            return Q(pk__in=Ticket.objects.reachable_by(person, self.may).filter(self.tickets).values("pk"))
        given = {key: person.standing.people if value == "me" else value for key, value in self.parts.items()}
        return Q(Exists(Part.objects.reachable_by(person, self.may).filter(ticket=OuterRef("pk"), **given)))


TABS = (
    Tab("draft", _("My drafts"), "ticket.file", tickets=Q(state="draft")),
    Tab("sign_off", _("To sign off"), "ticket.sign_off", tickets=Q(state="awaiting_sign_off") | Q(countersign_pending=True)),
    Tab("receive", _("To sign for"), "ticket.receive", {"state": "dispatched"}),
    Tab("dispatch", _("To dispatch"), "ticket.dispatch", {"state": "signed"}),
    Tab("mine", _("I handle"), "ticket.handle", {"handler__in": "me", "state__in": choices.WORKING_STATES}),
    Tab("judge", _("To judge"), "ticket.judge", {"state": "done"}),
    Tab("rule", _("To rule on"), "ticket.rule", {"state": "return_asked"}),
    Tab("extension", _("Extensions asked"), "ticket.rule", {"extension_pending": True}),
    Tab("open", _("Open tickets"), "ticket.view", tickets=Q(state__in=choices.OPEN_TICKETS)),
)
ALL = Tab("all", _("All tickets"), "ticket.view", tickets=Q())


def tabs_of(person) -> list[Tab]:
    return [tab for tab in TABS if may(person, tab.may)]


def counts(person) -> dict[str, int]:
    """How many each tab holds, in one statement over the open tickets."""
    tabs = tabs_of(person)
    closed_to_sign = Q(countersign_pending=True)
    open_ones = Ticket.objects.visible_to(person).filter(Q(state__in=choices.OPEN_TICKETS) | closed_to_sign)
    return open_ones.aggregate(**{tab.code: Count("pk", filter=tab.holds(person)) for tab in tabs})


def tab_of(person, code: str) -> Tab:
    """The tab asked for, or the first of the person's own that is not empty work in general: what waits for him."""
    tabs = {tab.code: tab for tab in (*tabs_of(person), ALL)}
    return tabs.get(code) or next((tab for tab in tabs.values() if tab.code not in ("draft", "open", "all")), ALL)


def sorted_by(queryset, key: str):
    column = SORTS.get(key.lstrip("-"))
    if column is None:
        return queryset.order_by("-pk")
    if key.startswith("-"):
        column = F("due_at").desc(nulls_last=True) if key == "-due" else f"-{column}"
    return queryset.order_by(column, "-pk")


def rows_of(tickets, at) -> list[dict]:
    """One page of tickets as plain rows, their parts and running clocks joined in Python: three statements."""
    rows = list(tickets.values(*COLUMNS))
    parts = defaultdict(list)
    for part in Part.objects.filter(ticket__in=[row["pk"] for row in rows]).order_by("pk").values(*PART_COLUMNS):
        parts[part["ticket"]].append(part)
    running = clocks_of([part["pk"] for held in parts.values() for part in held], at)
    return [_row(row, parts[row["pk"]], running) for row in rows]


def clocks_of(parts: list[int], at) -> dict[int, dict]:
    """The next running clock of each part, in words."""
    found: dict[int, dict] = {}
    for clock in Clock.objects.running().filter(part__in=parts).select_related("calendar_version").order_by("due_at"):
        found.setdefault(clock.part_id, in_words(clock, at))
    return found


def in_words(clock: Clock, at) -> dict:
    """text, state (running near late paused met missed none), due and name of one clock, as the deadline macro takes them."""
    name, due = str(choices.ClockKind(clock.kind).label), f"{timezone.localtime(clock.due_at):%Y-%m-%d %H:%M}"
    if clock.stopped_at:
        state = {True: "met", False: "missed", None: "none"}[clock.in_time]
        return {"text": "", "state": state, "due": due, "clock": name}
    if clock.paused_at:
        return {"text": "", "state": "paused", "due": due, "clock": name}
    state = "late" if clock.due_at < at else "near" if clock.due_at < at + NEAR else "running"
    return {"text": left(clock, at), "state": state, "due": due, "clock": name}


def left(clock: Clock, at) -> str:
    """Remaining or lost time in the clock's own kind of time, such as "5 working days" or "2 h 10 min of working time"."""
    calendar, unit = load(clock.calendar_version), Unit(clock.unit)
    if unit is Unit.WORKING_DAYS and (days := abs(remaining(at, clock.due_at, unit, calendar))) > 1:
        return ngettext("%(count)s working day", "%(count)s working days", days) % {"count": days}
    counted = Unit.WORKING_MINUTES if unit.is_working else Unit.MINUTES
    words = duration(abs(remaining(at, clock.due_at, counted, calendar)), working=unit.is_working)
    return gettext("%(time)s of working time") % {"time": words} if unit.is_working else words


def duration(minutes: int, *, working: bool = False) -> str:
    days, rest = (0, minutes) if working else divmod(minutes, 1440)
    hours, rest = divmod(rest, 60)
    found = ((days, pgettext("duration", "d")), (hours, pgettext("duration", "h")), (rest, pgettext("duration", "min")))
    return " ".join(f"{amount} {unit}" for amount, unit in found if amount) or f"0 {found[2][1]}"


def _row(row: dict, parts: list[dict], running: dict[int, dict]) -> dict:
    """The police part speaks for the ticket once it is blown; the unit outside is named beside it."""
    english = get_language() == "en"
    police = next((part for part in reversed(parts) if part["kind"] != "outside_lead"), None)
    outside = next((part for part in parts if part["kind"] == "outside_lead"), None)
    shown = police if police and row["state"] == "blown" else None
    if shown and outside and shown["state"] == "closed":
        shown = outside
    state = shown["state"] if shown else row["state"]
    labels = choices.PartState if shown else choices.TicketState
    station = (police["station__name_en"] if english else police["station__short_name"]) if police else None
    return row | {
        "item": row["item__name_en"] if english else row["item__name"],
        "grid": (english and row["grid__name_en"]) or row["grid__name"],
        "station": station or (row["station__name_en"] if english else row["station__short_name"]),
        "street": row["street__name_en"] if english else row["street__short_name"],
        "klass_label": choices.ItemClass(row["klass"]).label,
        "state_label": labels(state).label,
        "tone": TONES[state],
        "part": police and police["pk"],
        "part_state": police and police["state"],
        "handler": police and police["handler__name"],
        "outside": outside and outside["outside_unit"],
        "marks": _marks(police, outside, row),
        "deadline": running.get(shown["pk"]) if shown else None,
    }


def _marks(part: dict | None, outside: dict | None, row: dict) -> list[tuple[str, str]]:
    part = part or defaultdict(bool)
    told = (
        (part["is_supervised"], gettext("Supervised"), "bad"),
        (part["round"], gettext("Reopened"), "warn"),
        (part["is_paused"], gettext("Clock suspended"), "pause"),
        (part["extension_pending"], gettext("Extension asked for"), "warn"),
        (outside and outside["state"] == "done", gettext("Outside unit awaits the verdict"), "warn"),
        (row["countersign_pending"], gettext("To be countersigned"), "warn"),
        (part["late_entry"], gettext("Late entry"), "neutral"),
    )
    return [(word, tone) for true, word, tone in told if true]
