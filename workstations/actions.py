"""Recording a visit, calling the next one and taking steps."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from haidian_policing.steps import Refusal, take
from haidian_policing.steps.lifecycle import Step
from workstations.models import Site, Visit, VisitEvent
from workstations.visits import VISIT


@transaction.atomic
def record_visit(site: Site, *, service, actor, at, window: int | None = None, token: str = "") -> Visit:
    """Give a visitor the next number of the day; the same token at the same site gives the same visit back.

    Raises Site.DoesNotExist where the site is out of the actor's reach or not in operation.
    """
    mine = Site.objects.reachable_by(actor, "visit.record").serving()
    locked = mine.select_for_update(of=("self",), no_key=True).get(pk=site.pk)
    if token and (known := Visit.objects.filter(site=locked, token=token).first()):
        return known
    day = timezone.localdate(at)
    last = Visit.objects.filter(site=locked, day=day).aggregate(last=Max("number"))["last"] or 0
    visit = Visit(site=locked, service=service, day=day, number=last + 1, window=window, came_at=at, token=token)
    Visit.objects.bulk_create([visit])
    VisitEvent.objects.create(subject=visit, verb="record", to_state=visit.state, at=at, actor=actor)
    return visit


@transaction.atomic
def call_next(site: Site, *, actor, at, window: int | None = None) -> Visit | None:
    """Call whoever has waited longest today; two windows that ask at once get two different visits. None where nobody waits."""
    mine = Visit.objects.reachable_by(actor, "visit.record").filter(site=site)
    waiting = mine.of_day(timezone.localdate(at)).waiting().in_queue_order()
    visit = waiting.select_for_update(of=("self",), skip_locked=True).first()
    if visit:
        advance(Visit.objects.filter(pk=visit.pk), "call", actor=actor, at=at, seen=visit.state, window=window)
    return visit


@transaction.atomic
def advance(visits, verb: str, *, actor, at, seen: str | None = None, **given) -> tuple[dict[int, str], list[Refusal]]:
    """Take one step for every visit that may take it; the rest come back with the reason."""
    step = VISIT[verb]
    moved, refused = take(
        visits,
        step,
        actor=actor,
        at=at,
        seen=seen,
        given=given,
        changes=_changes(step, actor, at, given),
        event={"note": given.get("note", ""), "data": {"outcome": given["outcome"]} if given.get("outcome") else {}},
    )
    if "waiting" in step.stops:
        Visit.objects.filter(pk__in=moved).set_minutes("waited_minutes", "came_at", at)
    if "serving" in step.stops:
        Visit.objects.filter(pk__in=moved).set_minutes("served_minutes", "serving_since", at)
    return moved, refused


def _changes(step: Step, actor, at, given: dict) -> dict:
    """The columns that a step sets beside the state."""
    changes = {name: given[name] for name in ("outcome", "note") if given.get(name)}
    if step.verb in ("call", "serve"):
        changes["clerk"] = actor
        changes |= {"window": given["window"]} if given.get("window") else {}
    if "serving" in step.starts:
        changes["serving_since"] = at
    return changes
