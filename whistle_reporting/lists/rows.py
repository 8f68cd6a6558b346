"""Tickets as plain rows: what their parts, clocks and units say, in words."""

from collections import defaultdict

from django.utils import timezone
from django.utils.translation import get_language, gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from haidian_policing.access.masking import masked_name, masked_phone
from haidian_policing.replay import replayed
from haidian_policing.sealing import unseal
from haidian_policing.workcalendar.arithmetic import remaining
from haidian_policing.workcalendar.choices import Unit
from haidian_policing.workcalendar.sets import load
from whistle_reporting import choices
from whistle_reporting.actions.filing import CONTACT, PHONE
from whistle_reporting.models import Clock, Part, Ticket
from whistle_reporting.querysets import NEAR

TONES = {
    "draft": "neutral", "awaiting_sign_off": "warn", "blown": "active", "withdrawn": "neutral", "dispatched": "warn", "signed": "info",
    "assigned": "info", "arrived": "active", "surveying": "active", "rectifying": "active", "return_asked": "warn", "returned": "bad",
    "outside": "active", "done": "warn", "closed": "good", "cancelled": "neutral",
}  # fmt: skip
COLUMNS = (
    "number", "state", "klass", "source", "item__name", "item__name_en", "item__code", "place", "filed_at", "due_at", "countersign_pending",
    "station__short_name", "station__name_en", "street__short_name", "street__name_en", "grid__name", "grid__name_en",
)  # fmt: skip
PART_COLUMNS = (
    "pk", "ticket", "kind", "state", "is_paused", "is_supervised", "round", "extension_pending", "late_entry", "outside_unit",
    "handler__name", "station__short_name", "station__name_en",
)  # fmt: skip


def rows_by(keys: list[int], at) -> list[dict]:
    """The tickets with these keys as plain rows, in that order: three statements."""
    rows = {row["pk"]: row for row in _rows(keys=keys)}
    return told([rows[key] for key in keys if key in rows], at)


@replayed
def _rows(*, keys: list[int]):
    return Ticket.objects.filter(pk__in=keys).order_by().values("pk", *COLUMNS)


def told(rows: list[dict], at) -> list[dict]:
    """Rows of COLUMNS with their parts and running clocks joined in Python: two statements."""
    parts = defaultdict(list)
    for part in _parts(tickets=[row["pk"] for row in rows]):
        parts[part["ticket"]].append(part)
    running = clocks_of([part["pk"] for held in parts.values() for part in held], at)
    return [_row(row, parts[row["pk"]], running) for row in rows]


def masked_contact(ticket) -> str:
    """Name and telephone of the contact on site, masked; empty where there is none."""
    name = masked_name(unseal(bytes(ticket.contact_sealed), CONTACT)) if ticket.contact_sealed else ""
    phone = masked_phone(unseal(bytes(ticket.phone_sealed), PHONE)) if ticket.phone_sealed else ""
    return f"{name} {phone}".strip()


def clocks_of(parts: list[int], at) -> dict[int, dict]:
    """The next running clock of each part, in words."""
    found: dict[int, dict] = {}
    for clock in _running(parts=parts):
        found.setdefault(clock.part_id, in_words(clock, at))
    return found


@replayed
def _parts(*, tickets: list[int]):
    return Part.objects.filter(ticket__in=tickets).order_by("pk").values(*PART_COLUMNS)


@replayed
def _running(*, parts: list[int]):
    return Clock.objects.running().filter(part__in=parts).select_related("calendar_version").order_by("due_at")


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
    """Remaining or lost time in the clock's own kind ("5 working days", "2 h 10 min of working time"); natural where none of that ran."""
    calendar, unit = load(clock.calendar_version), Unit(clock.unit)
    if unit is Unit.WORKING_DAYS and (days := abs(remaining(at, clock.due_at, unit, calendar))) > 1:
        return ngettext("%(count)s working day", "%(count)s working days", days) % {"count": days}
    if unit.is_working and (minutes := abs(remaining(at, clock.due_at, Unit.WORKING_MINUTES, calendar))):
        return gettext("%(time)s of working time") % {"time": duration(minutes, working=True)}
    return duration(abs(remaining(at, clock.due_at, Unit.MINUTES, calendar)))


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
        "source_label": choices.Source(row["source"]).label,
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
        (part["is_supervised"], *MARKS[0]),
        (part["round"], *MARKS[1]),
        (part["is_paused"], *MARKS[2]),
        (part["extension_pending"], *MARKS[3]),
        (outside and outside["state"] == "done", *MARKS[4]),
        (row["countersign_pending"], *MARKS[5]),
        (part["late_entry"], *MARKS[6]),
    )
    return [(word, tone) for true, word, tone in told if true]


MARKS = (  # translated only where they are shown
    (_("Supervised"), "bad"),
    (_("Reopened"), "warn"),
    (_("Clock suspended"), "pause"),
    (_("Extension asked for"), "warn"),
    (_("Outside unit awaits the verdict"), "warn"),
    (_("To be countersigned"), "warn"),
    (_("Late entry"), "neutral"),
)
