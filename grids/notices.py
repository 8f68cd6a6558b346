"""What the grids tell people, through the outbox: a log that came back, a grid that was given."""

from collections.abc import Iterable
from datetime import datetime

from grids.models import Assignment, TaskLog
from haidian_policing.jobs.actions import notify, tell
from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import OutboxMessage
from haidian_policing.jobs.registry import Topic
from haidian_policing.notices.actions.follows import spread

RETURNED, GIVEN = "grids.log_returned", "grids.grid_given"


def tell_returned(logs: Iterable[int], at: datetime) -> None:
    """One message for all logs that one act returned; the moment tells one return of a log from the next."""
    if keys := sorted(logs):
        tell(RETURNED, f"{keys[0]}:{at.timestamp()}", logs=keys)


def tell_given(assignments: list[Assignment]) -> None:
    for row in assignments:
        tell(GIVEN, str(row.pk), assignment=row.pk)


def _deliver_returned(message: OutboxMessage) -> None:
    for log in TaskLog.objects.filter(pk__in=message.body["logs"]).select_related("entry"):
        day = f"{log.done_on:%Y-%m-%d}"
        notify(
            {log.officer_id, log.entered_by_id or log.officer_id},
            kind=NoticeKind.TASK,
            text=f"工作记录被退回补正：{log.entry.name}（{day}）",
            text_en=f"Returned to be corrected: {log.entry.name_en} ({day})",
            path=f"/grids/logs/{log.pk}/",
            key=f"{RETURNED}:{message.key}:{log.pk}",
        )


def _deliver_given(message: OutboxMessage) -> None:
    row = Assignment.objects.select_related("grid").get(pk=message.body["assignment"])
    day = f"{row.starts:%Y-%m-%d}"
    notify(
        [row.person_id],
        kind=NoticeKind.NEWS,
        text=f"自 {day} 起由您负责{row.grid.name}",
        text_en=f"{row.grid.name_en or row.grid.name} is yours from {day}",
        path=f"/grids/{row.grid_id}/",
        key=f"{GIVEN}:{message.key}-",
    )
    spread("grid", "given", [row.grid_id], origin=f"{GIVEN}:{message.key}", at=message.created_at.isoformat())


TOPICS = (Topic(RETURNED, _deliver_returned), Topic(GIVEN, _deliver_given))
