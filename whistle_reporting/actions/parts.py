"""Steps of parts: one statement set for one part or ten thousand, with what each step leaves beside the state."""

from django.db import transaction

from haidian_policing.steps import Refusal, take
from whistle_reporting.actions.filing import attach
from whistle_reporting.choices import OPEN_STATES, Phase
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.models import Extension, Part, Ticket, Verdict
from whistle_reporting.notices import tell_of_parts, tell_of_tickets
from whistle_reporting.rules import PART_CONDITIONS, PART_RULES, blocked, out_of_bounds
from whistle_reporting.sets.projection import follow

RECORDED = ("came", "solved", "satisfied", "effect", "amount", "result")  # what of the values goes into the event as it is
KEYS = ("handler", "return_reason", "extension_reason", "pending_reason")


@transaction.atomic
def advance(parts, verb: str, *, actor, at, seen: str | None = None, **given) -> tuple[dict[int, str], list[Refusal]]:
    """Take one step of the lifecycle for every part that may take it; the rest come back with the reason."""
    step = PART[verb]
    mine = Part.objects.filter(pk__in=parts.reachable_by(actor, step.may).order_by().values("pk"))
    list(mine.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    able = mine.filter(state__in=step.sources)
    held_up = (
        {}
        if step.missing(given)
        else blocked(able, PART_CONDITIONS, PART_RULES.get(verb, ()), actor) | out_of_bounds(able, verb, given, at)
    )
    moved, refused = take(
        parts.exclude(pk__in=held_up), step, actor=actor, at=at, seen=seen, given=given, changes=_changes(given), event=_event(given)
    )
    if moved:
        _leave_traces(verb, sorted(moved), actor=actor, at=at, given=given)
    return moved, refused + [Refusal(pk, str(words)) for pk, words in held_up.items()]


def _changes(given: dict) -> dict:
    return {"handler": given["handler"]} if given.get("handler") else {}


def _event(given: dict) -> dict:
    """The event's own columns: the note (or the result), and what else was filled in, as JSON."""
    data = {name: given[name] for name in RECORDED if given.get(name) not in (None, "")}
    data |= {name: given[name].pk for name in KEYS if given.get(name)}
    if given.get("happened_at"):
        data["happened_at"] = given["happened_at"].isoformat()
    return {"note": given.get("note") or given.get("result") or "", "data": data}


def _leave_traces(verb: str, moved: list[int], *, actor, at, given: dict) -> None:
    round_before = dict(Part.objects.filter(pk__in=moved).values_list("pk", "round")) if verb in VERDICTS else {}
    events = follow(verb, moved)
    parts = list(Part.objects.filter(pk__in=moved))
    for name, phase in (("before_photo", Phase.BEFORE), ("after_photo", Phase.AFTER)):
        if given.get(name):
            attach(None, given[name], phase=phase, actor=actor, at=at, parts=parts)
    if verb in VERDICTS:
        _judge(parts, round_before, actor=actor, at=at, given=given)
    if verb in EXTENSIONS:
        EXTENSIONS[verb](parts, actor, at, given)
    tell_of_parts(verb, events, parts, at=at, actor=actor)
    if verb == "verdict":
        close_finished(moved, actor=actor, at=at)


def _judge(parts, rounds: dict[int, int], *, actor, at, given: dict) -> None:
    answers = {name: given[name] for name in ("came", "solved", "satisfied")}
    Verdict.objects.bulk_create(
        Verdict(part=part, round=rounds[part.pk], given_by=actor, given_at=at, comment=given.get("note", ""), **answers) for part in parts
    )


def _ask(parts, actor, at, given) -> None:
    asked = {"reason": given["extension_reason"], "asked_amount": given["amount"], "note": given["note"], "asked_by": actor, "asked_at": at}
    Extension.objects.bulk_create(Extension(part=part, round=part.round, **asked) for part in parts)


def _grant(parts, actor, at, given) -> None:
    _decide(parts, state="granted", granted_amount=given["amount"], decided_by=actor, decided_at=at)


def _refuse(parts, actor, at, given) -> None:
    _decide(parts, state="refused", decided_by=actor, decided_at=at)


def _lapse(parts, actor, at, given) -> None:
    _decide(parts, state="lapsed", decided_at=at)


def _decide(parts, **decision) -> None:
    Extension.objects.filter(part__in=parts, state="asked").update(**decision)


VERDICTS = ("verdict", "reopen")
EXTENSIONS = {"ask_extension": _ask, "grant_extension": _grant, "refuse_extension": _refuse} | dict.fromkeys(
    ("report_done", "ask_return", "cancel"), _lapse
)


def close_finished(parts: list[int], *, actor, at) -> None:
    """Close the tickets of these parts that have no open part left."""
    tickets = Ticket.objects.filter(parts__in=parts).exclude(parts__state__in=OPEN_STATES)
    tickets = Ticket.objects.filter(pk__in=tickets.values("pk"), state="blown")
    moved, _refused = take(tickets, TICKET["close"], actor=actor, at=at, changes={"closed_at": at, "due_at": None})
    tell_of_tickets("close", sorted(moved), at, actor=actor)
