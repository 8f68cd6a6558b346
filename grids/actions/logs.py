"""The task log: logging once, correcting, verifying, returning, withdrawing."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.choices import LogState
from grids.lifecycle import BEGINS, EVIDENCE, TASK_LOG
from grids.models import Grid, TaskDue, TaskEntry, TaskLog, TaskLogEvent, TaskLogPhoto
from grids.notices import tell_returned
from haidian_policing.files.photos import store_photo
from haidian_policing.organisation.models import Post
from haidian_policing.steps import Refusal, take

MOST_DAYS_LATE = 31
TEXTS = ("note", "place", "number")


def log(
    grids,
    *,
    entry: TaskEntry,
    done_on: date,
    count: int,
    actor,
    at: datetime,
    officer=None,
    due: int | None = None,
    token: UUID | None = None,
    photos=(),
    **texts: str,
) -> TaskLog:
    """Log work on one grid, done by the actor or by the officer for whom he enters it; the same token logs once.

    texts: note, place, number. due: key of the due that this makes good, late or not; without it the one whose period holds the day.
    Raises Grid.DoesNotExist out of reach and ValidationError, by field, for what is missing or wrong.
    """
    grid = grids.reachable_by(actor, "task.log").get()
    officer = officer or actor
    check(grid, entry, done_on, officer, actor)
    given = {name: texts.get(name, "").strip() for name in TEXTS}
    refuse_incomplete(entry, given | {"count": count, "photos": photos})
    fresh = TaskLog(
        grid=grid,
        entry=entry,
        officer=officer,
        entered_by=None if officer == actor else actor,
        done_on=done_on,
        count=count,
        token=token,
        **given,
    )
    try:
        return _begin(fresh, due, photos, actor=actor, at=at)
    except IntegrityError:
        return _sent_before(fresh, actor)


@transaction.atomic
def _begin(fresh: TaskLog, due: int | None, photos: Sequence, *, actor, at: datetime) -> TaskLog:
    dues = TaskDue.objects.filter(grid=fresh.grid, entry=fresh.entry, starts__lte=fresh.done_on)
    fresh.due = dues.filter(pk=due).first() if due else dues.filter(ends__gt=fresh.done_on).first()
    TaskLog.objects.bulk_create([fresh])
    behalf = None if fresh.entered_by is None else fresh.officer
    TaskLogEvent.objects.bulk_create(
        [TaskLogEvent(subject=fresh, verb=BEGINS, to_state=LogState.LOGGED, at=at, actor=actor, on_behalf=behalf)]
    )
    attach([fresh.pk], photos, actor=actor, at=at)
    return fresh


def _sent_before(fresh: TaskLog, actor) -> TaskLog:
    """The log that an earlier sending of the same form made; a token of somebody else's is no answer."""
    known = TaskLog.objects.filter(token=fresh.token).authored_by(actor).first() if fresh.token else None
    if known is None:
        raise ValidationError(_("This could not be stored. Reload the page and send it again."))
    return known


def check(grid: Grid, entry: TaskEntry, done_on: date, officer, actor) -> None:
    """Whether this may be logged at all: the day, the entry, and who enters for whom."""
    today = timezone.localdate()
    errors: dict[str, str] = {}
    if not today - timedelta(days=MOST_DAYS_LATE) <= done_on <= today:
        errors["done_on"] = _("Choose a day from the last %(days)s days up to today.") % {"days": MOST_DAYS_LATE}
    if entry.evidence not in EVIDENCE:
        errors["entry"] = _("This comes from roster or queue and is not logged again.")
    if officer != actor and not Grid.objects.filter(pk=grid.pk).reachable_by(actor, "task.enter_for").exists():
        errors["officer"] = _("Only the station clerk and the leaders of the station enter for others.")
    elif officer != actor and not Post.objects.on(done_on).filter(person=officer, unit__station=grid.station_id).exists():
        errors["officer"] = _("%(person)s held no post at this station on that day.") % {"person": officer}
    if errors:
        raise ValidationError(errors)


def refuse_incomplete(entry: TaskEntry, given: dict[str, Any]) -> None:
    """What the evidence of the entry asks for and is not there."""
    missing = [name for name in EVIDENCE[entry.evidence].needs if not given.get(name)]
    if missing:
        raise ValidationError({name: _("This task asks for it.") for name in missing})


def attach(logs: Sequence[int], photos: Sequence, *, actor, at: datetime) -> None:
    stored = [store_photo(upload, actor=actor, at=at) for upload in photos]
    TaskLogPhoto.objects.bulk_create(TaskLogPhoto(log_id=pk, file=file) for pk in logs for file in stored)


@transaction.atomic
def verify(logs, *, actor, at: datetime, seen: str | None = None, note: str = ""):
    """Verify logs of others; one's own are refused. Returns (moved, refused)."""
    return _judge(logs, "verify", actor=actor, at=at, seen=seen, note=note)


@transaction.atomic
def send_back(logs, *, note: str, actor, at: datetime, seen: str | None = None):
    """Return logs with the reason; one's own are refused. Returns (moved, refused)."""
    moved, refused = _judge(logs, "return", actor=actor, at=at, seen=seen, note=note)
    tell_returned(moved, at)
    return moved, refused


def _judge(logs, verb: str, *, actor, at: datetime, seen: str | None, note: str):
    own = logs.reachable_by(actor, TASK_LOG[verb].may).authored_by(actor).values_list("pk", flat=True)
    refused = [Refusal(pk, _("One's own log is verified or returned by somebody else.")) for pk in own]
    others = logs.exclude(pk__in=[refusal.pk for refusal in refused])
    moved, left = take(others, TASK_LOG[verb], actor=actor, at=at, seen=seen, given={"note": note}, event={"note": note})
    return moved, [*refused, *left]


@transaction.atomic
def correct(logs, *, actor, at: datetime, version: int, photos=(), **given: Any):
    """Correct a log that is returned, or not yet judged, into count, note, place, number, done_on; by its author or the clerk.

    version: the version that the corrector saw; a log that somebody changed since is refused.
    """
    mine = _amendable(logs, actor)
    if stale := mine.exclude(version=version).first():
        return {}, [Refusal(stale.pk, _("This log was changed while your page was open. Look at it again before you correct it."))]
    changes = {name: value for name, value in given.items() if name in (*TEXTS, "count", "done_on")}
    row = None
    for row in mine.select_related("entry", "grid", "officer"):
        refuse_incomplete(row.entry, changes | {"photos": photos or row.photos.exists()})
        check(row.grid, row.entry, changes.get("done_on", row.done_on), row.officer, row.officer)
    event = {"on_behalf": row.officer} if row and row.officer != actor else {}
    written = changes | {"version": F("version") + 1}
    moved, refused = take(mine, TASK_LOG["correct"], actor=actor, at=at, given=given, changes=written, event=event)
    attach(list(moved), photos, actor=actor, at=at)
    return moved, refused


@transaction.atomic
def withdraw(logs, *, actor, at: datetime, seen: str | None = None, note: str = ""):
    """Take back one's own log while nobody has verified it."""
    return take(logs.authored_by(actor), TASK_LOG["withdraw"], actor=actor, at=at, seen=seen, event={"note": note})


def _amendable(logs, actor):
    """One's own logs, and those for which one may enter."""
    return logs.filter(Q(officer=actor) | Q(entered_by=actor) | Q(pk__in=logs.reachable_by(actor, "task.enter_for").values("pk")))
