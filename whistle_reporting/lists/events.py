"""The history of a ticket and its parts as one story."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from haidian_policing.organisation.models import Person
from haidian_policing.replay import replayed
from whistle_reporting import choices
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.lists.rows import duration
from whistle_reporting.models import PartEvent, Reason, Ticket, TicketEvent
from whistle_reporting.sets import about

OTHER_VERBS = {
    "file": gettext_lazy("Draft written"),
    "amend": gettext_lazy("Draft changed"),
    "blow": gettext_lazy("Whistle blown"),
    "remark": gettext_lazy("Note added"),
}
JUDGING = ("verdict", "reopen", "assess", "close")
ANSWERS = {"came": choices.Came, "solved": choices.Solved, "satisfied": choices.Satisfied, "effect": choices.Effect}


def timeline(ticket: Ticket, parts, *, inside: bool, judged: bool = True) -> list[dict]:
    """All events of the ticket and its parts, newest first.

    inside: with the internal notes, which stay with the police; judged: the reader is assessed, to whom judges stay unnamed.
    """
    events: list[TicketEvent | PartEvent] = about.ticket_events(ticket=ticket.pk)
    events += about.part_events(inside, parts=[part.pk for part in parts])
    units = {part.pk: str(part.station) if part.station_id else part.outside_unit for part in parts}
    names = _names(events)
    last: dict[tuple, object] = {}
    rows = []
    for event in sorted(events, key=_moment):
        key = (type(event), event.subject_id)
        rows.append(_line(event, units, names, last.get(key), judged))
        last[key] = event
    return rows[::-1]


def _moment(event) -> tuple:
    """In one moment the ticket is blown before its parts are, and closed after them."""
    rank = 1 if isinstance(event, PartEvent) else 2 if event.verb.startswith("close") else 0
    return event.at, rank, event.pk


def _line(event, units: dict, names: dict, before, unnamed: bool) -> dict:
    lifecycle = PART if isinstance(event, PartEvent) else TICKET
    step = lifecycle.get(event.verb)
    judged = event.verb in JUDGING and unnamed
    minutes = int((event.at - before.at).total_seconds() // 60) if before else None
    return {
        "at": event.at,
        "what": step.label if step else OTHER_VERBS[event.verb],
        "who": _("the street") if judged else (event.actor.name if event.actor else ""),
        "unit": units.get(event.subject_id, "") if lifecycle is PART else "",
        "tone": step.tone if step else "info",
        "note": "\n".join(filter(None, (_details(event.data, names), event.note))),
        "marks": [
            word
            for true, word in (("happened_at" in event.data, _("Late entry")), (getattr(event, "internal", False), _("internal")))
            if true
        ],
        "took": _("after %(time)s") % {"time": duration(minutes)} if minutes else "",
    }


def _names(events) -> dict:
    """The people, reasons and grids that events speak of, read once."""
    keys = defaultdict(set)
    for event in events:
        for name in ("handler", "return_reason", "extension_reason", "pending_reason"):
            if name in event.data:
                keys[name].add(event.data[name])
    reasons = _reasons(keys=sorted(keys["return_reason"] | keys["extension_reason"] | keys["pending_reason"]))
    return {"people": _by_key(_people(keys=sorted(keys["handler"]))), "reasons": _by_key(reasons)}


def _by_key(rows: Iterable) -> dict:
    return {row.pk: row for row in rows}


@replayed
def _people(*, keys: list[int]):
    return Person.objects.filter(pk__in=keys)


@replayed
def _reasons(*, keys: list[int]):
    return Reason.objects.filter(pk__in=keys)


def _details(data: dict, names: dict) -> str:
    """What was filled in besides the note, in words."""
    words = [str(kind(data[name]).label) for name, kind in ANSWERS.items() if name in data]
    if handler := names["people"].get(data.get("handler")):
        words.append(_("Handler: %(name)s") % {"name": handler.name})
    words += [
        str(names["reasons"][data[name]])
        for name in ("return_reason", "extension_reason", "pending_reason")
        if data.get(name) in names["reasons"]
    ]
    if "amount" in data:
        words.append(f"+{data['amount']}")
    if "happened_at" in data:
        words.append(
            _("happened at %(time)s") % {"time": f"{timezone.localtime(datetime.fromisoformat(data['happened_at'])):%Y-%m-%d %H:%M}"}
        )
    return (" · " if get_language() == "en" else "；").join(words)
