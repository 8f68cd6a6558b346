"""What a reader sees of a ticket: next steps with the reasons of the refused ones, clocks as a ledger, and the history as one story."""

from collections import defaultdict
from datetime import datetime

from django.db.models import BooleanField, Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.organisation.models import Person
from haidian_policing.workcalendar.choices import Unit
from haidian_policing.workcalendar.ledger import explain
from haidian_policing.workcalendar.sets import load
from haidian_policing.workcalendar.timeline import BeyondCalendar
from whistle_reporting import choices
from whistle_reporting.forms import StepForm
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.lists.rows import duration, in_words
from whistle_reporting.models import Part, PartEvent, Reason, Ticket, TicketEvent
from whistle_reporting.rules import PART_CONDITIONS, PART_RULES, TICKET_CONDITIONS, TICKET_RULES, as_columns

OTHER_VERBS = {
    "file": gettext_lazy("Draft written"),
    "amend": gettext_lazy("Draft changed"),
    "blow": gettext_lazy("Whistle blown"),
}
JUDGING = ("verdict", "reopen", "assess", "close")
ANSWERS = {"came": choices.Came, "solved": choices.Solved, "satisfied": choices.Satisfied, "effect": choices.Effect}


def with_powers(queryset, lifecycle, conditions, person):
    """The rows annotated with what the person reaches (can_<capability>) and which conditions hold (rule_<name>), in one statement."""
    capabilities = sorted({step.may for step in lifecycle.values() if may(person, step.may)})
    reached = {
        f"can_{capability.replace('.', '_')}": Case(
            When(queryset.model.objects.all().reach(person, capability) or Q(pk__isnull=False), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        for capability in capabilities
    }
    return queryset.annotate(**reached, **as_columns(conditions, conditions, person))


def parts_of(ticket: Ticket, person):
    police_first = Case(When(kind="outside_lead", then=Value(1)), default=Value(0))
    rows = with_powers(ticket.parts.order_by(police_first, "pk"), PART, PART_CONDITIONS, person)
    return rows.select_related("station", "squad", "handler", "return_reason").prefetch_related(
        "clocks__calendar_version", "verdicts", "extensions__reason", "evidence__file"
    )


def next_steps(subject, person, bound: StepForm | None = None, bound_verb: str = "", texts=()) -> list[dict]:
    """The steps that leave or keep the state and lie in the person's reach; the refused ones say why."""
    is_part = isinstance(subject, Part)
    lifecycle, conditions, rules = (PART, PART_CONDITIONS, PART_RULES) if is_part else (TICKET, TICKET_CONDITIONS, TICKET_RULES)
    prefix = "part" if is_part else "ticket"
    found = []
    for step in lifecycle.from_state(subject.state):
        if not getattr(subject, f"can_{step.may.replace('.', '_')}", False):
            continue
        failed = next((name for name in rules.get(step.verb, ()) if not getattr(subject, f"rule_{name}")), None)
        if failed in ("of_police", "outside", "asked", "paused", "pending", "emergency"):
            continue  # these steps belong to another kind or moment: naming them would only confuse
        form = None
        if step.fields and not failed:
            form = bound if bound is not None and bound_verb == step.verb else StepForm(step, subject)
            form.texts = tuple(str(text) for text in texts if text.state in ("any", subject.state))
        found.append(
            {
                "verb": f"{subject.pk}-{step.verb}" if is_part else step.verb,
                "label": step.label,
                "tone": step.tone,
                "action": reverse(f"whistle_reporting:{prefix}_{step.verb}", kwargs={"pk": subject.pk}),
                "form": form,
                "confirm": "",
                "refused": str(conditions[failed].words) if failed else "",
            }
        )
    return found


def clocks_of(part: Part, at) -> list[dict]:
    """Each clock in words, with its entries and the days that counted."""
    return [
        in_words(clock, at) | {"ledger": _ledger(clock), "allowed": _allowed(clock), "entries": _entries(clock), "clock_row": clock}
        for clock in part.clocks.all()
    ]


def _allowed(clock) -> str:
    return f"{clock.amount} {clock.get_unit_display()}"


def _ledger(clock) -> list[str]:
    try:
        lines = explain(clock.started_at, clock.due_at, Unit(clock.unit), load(clock.calendar_version))
    except BeyondCalendar:
        return []
    return [line.text for line in lines]


ENTRIES = {
    "start": pgettext_lazy("clock", "started"),
    "pause": pgettext_lazy("clock", "suspended"),
    "resume": pgettext_lazy("clock", "resumed"),
    "extend": pgettext_lazy("clock", "extended"),
    "recount": pgettext_lazy("clock", "counted again"),
    "stop": pgettext_lazy("clock", "stopped"),
}


def _entries(clock) -> list[tuple]:
    """(what, when, due afterwards, remark) of each entry."""
    rows = []
    for entry in clock.entries:
        remark = entry.get("note") or (_("%(count)s minutes did not count") % {"count": entry["minutes"]} if "minutes" in entry else "")
        remark = remark or (f"+{entry['amount']} {clock.get_unit_display()}" if "amount" in entry else "")
        moments = (datetime.fromisoformat(entry[name]) for name in ("at", "due"))
        rows.append((ENTRIES[entry["what"]], *moments, remark))
    return rows


def timeline(ticket: Ticket, parts, person) -> list[dict]:
    """All events of the ticket and its parts, newest first; internal notes stay with the police, judges stay unnamed to the judged."""
    from_street = not person.standing.is_police
    events: list[TicketEvent | PartEvent] = list(TicketEvent.objects.filter(subject=ticket).select_related("actor"))
    told = PartEvent.objects.filter(subject__in=parts).select_related("actor")
    events += list(told.filter(internal=False) if from_street else told)
    units = {part.pk: str(part.station) if part.station_id else part.outside_unit for part in parts}
    names = _names(events)
    last: dict[tuple, object] = {}
    rows = []
    for event in sorted(events, key=_moment):
        key = (type(event), event.subject_id)
        rows.append(_line(event, units, names, last.get(key), from_street))
        last[key] = event
    return rows[::-1]


def _moment(event) -> tuple:
    """In one moment the ticket is blown before its parts are, and closed after them."""
    rank = 1 if isinstance(event, PartEvent) else 2 if event.verb.startswith("close") else 0
    return event.at, rank, event.pk


def _line(event, units: dict, names: dict, before, from_street: bool) -> dict:
    lifecycle = PART if isinstance(event, PartEvent) else TICKET
    step = lifecycle.get(event.verb)
    judged = event.verb in JUDGING and not from_street
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
    reasons = Reason.objects.in_bulk(keys["return_reason"] | keys["extension_reason"] | keys["pending_reason"])
    return {"people": Person.objects.in_bulk(keys["handler"]), "reasons": reasons}


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


def stages(ticket: Ticket, part: Part | None) -> list[tuple]:
    """Where the ticket stands: label, moment, done or now."""
    moments = [
        (pgettext("stage", "Filed"), ticket.filed_at),
        (pgettext("stage", "Blown"), ticket.blown_at),
        (pgettext("stage", "Signed for"), part and part.signed_at),
        (pgettext("stage", "Assigned"), part and part.assigned_at),
        (pgettext("stage", "Arrived"), part and part.arrived_at),
        (pgettext("stage", "Reported done"), part and part.done_at),
        (pgettext("stage", "Judged"), part and part.closed_at),
        (pgettext("stage", "Closed"), ticket.closed_at),
    ]
    rest = [index for index, (_label, at) in enumerate(moments) if not at]
    now = rest[0] if rest and ticket.state != "withdrawn" else -1
    return [
        (label, f"{timezone.localtime(at):%m-%d %H:%M}" if at else "", "done" if at else "now" if index == now else "")
        for index, (label, at) in enumerate(moments)
    ]
