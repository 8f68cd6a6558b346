"""Keeping views and columns; one verb for many rows, at once or as a job, with an account of who was refused and why."""

from collections.abc import Sequence

import pghistory
from django.db import transaction
from django.utils.translation import gettext as _

from haidian_policing.jobs.actions import request_job
from haidian_policing.lists.choices import Share
from haidian_policing.lists.declaration import Bulk, List
from haidian_policing.lists.models import BulkRun, SavedView

AT_ONCE, MOST, CHUNK = 1000, 20_000, 500
SHOWN = 200  # refused rows that are named for each reason


def save_view(listed: List, *, actor, at, name: str, share: str, query: str, columns: Sequence[str]) -> SavedView:
    """Keep a view under its short name; who saves a name of his own again replaces it. Raises IntegrityError where it is another's."""
    unit = actor.standing.posts[0].unit if share == Share.UNIT else None
    kept = {"query": query, "columns": [column.code for column in listed.chosen(columns)] if columns else [], "saved_at": at}
    view, _new = SavedView.objects.update_or_create(owner_id=actor.pk, listed=listed.code, name=name, share=share, unit=unit, defaults=kept)
    return view


def keep_columns(listed: List, *, actor, at, columns: Sequence[str]) -> None:
    """Remember a person's columns and their order; none puts the usual ones back."""
    mine = {"owner_id": actor.pk, "listed": listed.code, "name": "", "share": Share.MINE}
    if not columns:
        SavedView.objects.filter(**mine).delete()
        return
    codes = [column.code for column in listed.chosen(columns)]
    SavedView.objects.update_or_create(**mine, defaults={"columns": codes, "saved_at": at})


@transaction.atomic
def begin(listed: List, action: Bulk, keys: Sequence[int], *, actor, at, note: str, query: str, token: str) -> BulkRun:
    """Write down what is to be done and do it, as a job where there are many rows. The same token again gives the same run."""
    given = {"verb": action.verb, "listed": listed.code, "note": note, "query": query, "keys": sorted(keys), "begun_at": at}
    run = BulkRun(actor_id=actor.pk, token=token, **given)
    BulkRun.objects.bulk_create([run], ignore_conflicts=True)
    kept = BulkRun.objects.select_for_update().get(actor=actor.pk, token=token)
    if kept.ended_at or kept.job_id:
        return kept
    if len(keys) > AT_ONCE:
        kept.job = request_job("bulk", actor=actor, key=f"bulk-{kept.pk}", run=kept.pk)
        kept.save(update_fields=["job"])
        return kept
    carry_on(kept, listed, action, actor=actor, at=at)
    return kept


def carry_on(run: BulkRun, listed: List, action: Bulk, *, actor, at, progress=lambda done, total: None) -> None:
    """Do what is left of a run, a few hundred rows a transaction; each chunk is remembered together with its effect."""
    while run.done_to < len(run.keys):
        with transaction.atomic(), pghistory.context(bulk=run.pk, reason=run.note):
            chunk = run.keys[run.done_to : run.done_to + CHUNK]
            moved, refused = action.act(listed.model._default_manager.filter(pk__in=chunk), actor=actor, at=at, note=run.note)
            run.moved += len(moved)
            run.done_to += len(chunk)
            account(run, [(row.pk, str(row.reason)) for row in refused], len(chunk) - len(moved) - len(refused))
            run.ended_at = at if run.done_to >= len(run.keys) else None
            run.save(update_fields=["moved", "done_to", "refused", "ended_at"])
        progress(run.done_to, len(run.keys))


def account(run: BulkRun, refused: Sequence[tuple[int, str]], lost: int) -> None:
    """Add refusals by reason: how many, and the keys of the first of them; whatever the action passed over is out of reach by now."""
    for key, reason in refused:
        entry = run.refused.setdefault(reason, {"count": 0, "keys": []})
        entry["count"] += 1
        if len(entry["keys"]) < SHOWN:
            entry["keys"].append(key)
    if lost > 0:
        entry = run.refused.setdefault(_("Not yours to do, or gone by now."), {"count": 0, "keys": []})
        entry["count"] += lost
