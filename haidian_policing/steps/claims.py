"""Taking a step: who may, what is missing, the lock on the state seen, the update and its events."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from haidian_policing.phrasing import enumerated
from haidian_policing.steps.lifecycle import Lifecycle, Step


@dataclass(frozen=True)
class Refusal:
    """Why one row did not take the step, in the user's words."""

    pk: int
    reason: str


@transaction.atomic
def take(queryset, step: Step, *, actor, at, seen: str | None = None, given: Mapping[str, Any] | None = None, changes=None, event=None):
    """Take one step for every row of the queryset that may take it; the rest come back with the reason.

    queryset: rows of a model with `state`, `lifecycle` and an event model related as `events`, and `reachable_by(person, capability)`.
    seen: the state that the caller saw, refused where it has changed since. given: what was filled in, checked against `step.needs`.
    changes: column values set together with the state. event: extra column values of the event rows.
    Returns (moved, refused): {pk: state left}, list of Refusal. Rows out of the actor's reach are left out of both: they look absent.
    """
    model, lifecycle = queryset.model, queryset.model.lifecycle
    missing = step.missing(given or {})
    mine = model._default_manager.filter(pk__in=queryset.reachable_by(actor, step.may).order_by().values("pk"))
    locked = dict(mine.order_by("pk").select_for_update(of=("self",)).values_list("pk", "state"))
    able = {pk: state for pk, state in locked.items() if not missing and state in step.sources and seen in (None, state)}
    left = {pk: state for pk, state in locked.items() if pk not in able}
    last = _last_events(model, left)
    refused = [Refusal(pk, _reason(lifecycle, step, state, missing, last.get(pk))) for pk, state in left.items()]
    if able:
        _write(model, step, able, changes or {})
        _record(model, step, able, actor=actor, at=at, **(event or {}))
    return able, refused


def _write(model, step: Step, able: dict[int, str], changes: Mapping[str, Any]) -> None:
    target = {"state": step.target} if step.target else {}
    if target or changes:
        model._default_manager.filter(pk__in=able).update(**target, **changes)


def _record(model, step: Step, able: dict[int, str], **columns) -> None:
    ledger = model._meta.get_field("events").related_model
    ledger._default_manager.bulk_create(
        ledger(subject_id=pk, verb=step.verb, from_state=state, to_state=step.target or state, **columns) for pk, state in able.items()
    )


def _last_events(model, pks) -> dict:
    """The newest event of each row, by the row's key; no statement where there is none to ask for."""
    if not pks:
        return {}
    ledger = model._meta.get_field("events").related_model
    newest = ledger._default_manager.filter(subject_id__in=pks).order_by("subject_id", "-pk").distinct("subject_id")
    return {event.subject_id: event for event in newest.select_related("actor")}


def _reason(lifecycle: Lifecycle, step: Step, state: str, missing: list[str], last) -> str:
    if state in step.sources and missing:
        return _("Still missing: %(fields)s.") % {"fields": enumerated(missing)}
    now = lifecycle.states(state).label
    if last is None:
        return _("This is now “%(state)s”; “%(step)s” is not possible there.") % {"state": now, "step": step.label}
    return _("%(who)s was faster: this is now “%(state)s”, so “%(step)s” is not possible.") % {
        "who": last.actor or _("The system"),
        "state": now,
        "step": step.label,
    }
