"""Webhooks: two people put one in place; it is told through the outbox, tried again ever later, stopped when it keeps failing."""

import secrets

import structlog
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.jobs.actions import ring
from haidian_policing.notes.registry import Subject
from haidian_policing.notices.choices import DeliveryState, HookState
from haidian_policing.notices.models import Delivery, Webhook
from haidian_policing.notices.querysets import BACKOFF
from haidian_policing.notices.sending import Refused, check_listed, send

log = structlog.get_logger(__name__)
SEND = "haidian_policing.notices.tasks.send_webhooks"
MOST_FAILURES = 10
OBJECTS_EACH = 100


def propose(*, actor, at, name: str, url: str, kinds: list[str], request=None) -> Webhook:
    """Put a webhook up for approval; its address must be in the allow-list. Raises Refused."""
    check_listed(url)
    hook = Webhook(name=name, url=url, kinds=kinds, proposed_by=actor, proposed_at=at)
    hook.secret = secrets.token_urlsafe(32)
    Webhook.objects.bulk_create([hook])
    record(Action.SETTING, actor=actor, request=request, target=hook, verb="propose", url=url, kinds=kinds)
    return hook


def approve(hooks, *, actor, at, request=None) -> int:
    """By somebody else than who proposed it."""
    return _change(hooks.filter(state=HookState.PROPOSED).exclude(proposed_by=actor), "approve", actor, request, at=at)


def resume(hooks, *, actor, at, request=None) -> int:
    return _change(hooks.filter(state=HookState.PAUSED), "resume", actor, request)


def pause(hooks, *, actor, at, request=None) -> int:
    return _change(hooks.filter(state=HookState.ACTIVE), "pause", actor, request)


@transaction.atomic
def _change(hooks, verb: str, actor, request, at=None) -> int:
    rows = list(hooks.select_for_update())
    approval = {"approved_by": actor, "approved_at": at} if verb == "approve" else {}
    state = HookState.PAUSED if verb == "pause" else HookState.ACTIVE
    for hook in rows:
        record(Action.SETTING, actor=actor, request=request, target=hook, verb=verb)
    return Webhook.objects.filter(pk__in=[hook.pk for hook in rows]).update(state=state, failures=0, **approval)


def queue(subject: Subject, body: dict, *, at) -> None:
    """One delivery for each webhook that is told about the kind and each hundred objects; the same event is queued once."""
    hooks = [hook for hook in Webhook.objects.exclude(state=HookState.PROPOSED) if subject.code in hook.kinds]
    for start in range(0, len(body["objects"]), OBJECTS_EACH) if hooks else ():
        content = content_of(subject, body, body["objects"][start : start + OBJECTS_EACH])
        rows = [Delivery(webhook=hook, key=f"{body['origin']}:{start}", body=content, created_at=at, next_at=at) for hook in hooks]
        Delivery.objects.bulk_create(rows, ignore_conflicts=True)
    if hooks:
        transaction.on_commit(lambda: ring(SEND))


def content_of(subject: Subject, body: dict, keys: list[int]) -> dict:
    """What leaves: type, time, and for each object its kind, key, page, units and state; nothing about people (docs/webhooks.md)."""
    has_state = any(column.name == "state" for column in subject.model._meta.fields)
    columns = [f"{unit}__code" for unit in subject.units]
    rows = subject.model._default_manager.filter(pk__in=keys).order_by("pk").values("pk", *columns, *(["state"] if has_state else []))
    objects = [
        {
            "kind": subject.code,
            "id": row["pk"],
            "path": subject.address(row["pk"]),
            "units": [row[column] for column in columns if row[column]],
            "state": row.get("state", ""),
        }
        for row in rows
    ]
    return {"type": f"{subject.code}.{body['verb']}", "time": body["at"], "objects": objects}


def send_due(most: int = 100) -> int:
    """Try every delivery whose time has come; how many arrived."""
    due = list(Delivery.objects.due(timezone.now()).order_by("next_at").values_list("pk", flat=True)[:most])
    return sum(_try(pk) for pk in due)


def _try(pk) -> int:
    """One attempt, outside any transaction; a worker that dies in it leaves a delivery that is due again, under the same number."""
    if not Delivery.objects.filter(pk=pk).claim(timezone.now()):
        return 0
    row = Delivery.objects.select_related("webhook").get(pk=pk)
    try:
        moment = int(timezone.now().timestamp())
        status = send(row.webhook.url, row.webhook.secret, row.body, delivery=str(row.pk), moment=moment)
    except Refused as refusal:
        _failed(row, str(refusal))
        return 0
    Delivery.objects.filter(pk=pk).update(state=DeliveryState.DONE, status=status, error="", finished_at=timezone.now())
    Webhook.objects.filter(pk=row.webhook_id).update(failures=0)
    return 1


def _failed(row: Delivery, error: str) -> None:
    at, over = timezone.now(), row.attempts > len(BACKOFF)
    later = at + BACKOFF[min(row.attempts, len(BACKOFF)) - 1]
    state = {"state": DeliveryState.FAILED, "finished_at": at} if over else {"next_at": later}
    Delivery.objects.filter(pk=row.pk).update(error=error[:200], **state)
    Webhook.objects.filter(pk=row.webhook_id).update(failures=F("failures") + 1)
    stopped = Webhook.objects.filter(pk=row.webhook_id, state=HookState.ACTIVE, failures__gte=MOST_FAILURES)
    if stopped.update(state=HookState.PAUSED):
        log.error("webhook_paused", webhook=row.webhook_id, error=error)


def send_again(deliveries, *, actor, at) -> int:
    """Put ended deliveries back into the queue, under their old number."""
    ended = deliveries.exclude(state=DeliveryState.WAITING)
    again = ended.update(state=DeliveryState.WAITING, attempts=0, next_at=at, error="", finished_at=None)
    transaction.on_commit(lambda: ring(SEND))
    return again
