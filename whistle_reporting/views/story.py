"""What a reader sees of a ticket: next steps with the reasons of the refused ones, clocks as a ledger, and where it stands."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import BooleanField, Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from haidian_policing.access.standing import may
from haidian_policing.workcalendar.choices import Unit
from haidian_policing.workcalendar.ledger import explain
from haidian_policing.workcalendar.sets import load
from haidian_policing.workcalendar.timeline import BeyondCalendar
from whistle_reporting.forms import StepForm
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.lists.rows import in_words
from whistle_reporting.models import Clock, Part, Ticket
from whistle_reporting.rules import PART_CONDITIONS, PART_RULES, TICKET_CONDITIONS, TICKET_RULES, as_columns


def empower(rows: Sequence, lifecycle, conditions, rules, person) -> None:
    """Set on each row what the person reaches (can_<capability>) and which conditions hold (rule_<name>), as far as its next steps ask.

    One statement for all rows, and none where no step is next.
    """
    steps = {step.verb: step for row in rows for step in lifecycle.from_state(row.state) if may(person, step.may)}
    if not steps:
        return
    known = type(rows[0]).objects.filter(pk__in=[row.pk for row in rows]).order_by()
    reached = {
        f"can_{capability.replace('.', '_')}": Case(
            When(known.reach(person, capability) or Q(pk__isnull=False), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
        for capability in sorted({step.may for step in steps.values()})
    }
    names = sorted({name for verb in steps for name in rules.get(verb, ())})
    columns = reached | as_columns(conditions, names, person)
    found = {row.pop("pk"): row for row in known.annotate(**columns).values("pk", *columns)}
    for row in rows:
        vars(row).update(found.get(row.pk, {}))


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


def told(clock: Clock, at) -> dict:
    """A clock in words, with its entries and the days that counted."""
    return in_words(clock, at) | {"ledger": _ledger(clock), "allowed": _allowed(clock), "entries": _entries(clock), "clock_row": clock}


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
