"""What the grids tell people, through the outbox: a log that came back, a grid that was given."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from grids.models import Assignment, TaskLog
from haidian_policing.jobs.actions import put, tell
from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import Notice, OutboxMessage
from haidian_policing.jobs.registry import Topic
from haidian_policing.notices.actions.follows import spread

RETURNED, GIVEN = "grids.log_returned", "grids.grid_given"


def tell_returned(logs: Iterable[int], at: datetime) -> None:
    """One message for all logs that one act returned; the moment tells one return of a log from the next."""
    if keys := sorted(logs):
        tell(RETURNED, f"{keys[0]}:{at.timestamp()}", logs=keys)


def tell_given(assignments: list[Assignment]) -> None:
    """One message for all that one act gave."""
    if keys := sorted(row.pk for row in assignments):
        tell(GIVEN, str(keys[0]), assignments=keys)


def _deliver_returned(message: OutboxMessage) -> None:
    logs = TaskLog.objects.filter(pk__in=message.body["logs"]).select_related("entry")
    put([notice for log in logs for notice in _returned(log, f"{RETURNED}:{message.key}:{log.pk}")])


def _returned(log: TaskLog, key: str) -> Iterator[Notice]:
    """To whose work it is, and to whoever entered it for him."""
    day, entry, path = f"{log.done_on:%Y-%m-%d}", log.entry, f"/grids/logs/{log.pk}/"
    texts = {"text": f"工作记录被退回补正：{entry.name}（{day}）", "text_en": f"Returned to be corrected: {entry.name_en} ({day})"}
    for person in {log.officer_id, log.entered_by_id or log.officer_id}:
        yield Notice(person_id=person, kind=NoticeKind.TASK, path=path, key=key, **texts)


def _deliver_given(message: OutboxMessage) -> None:
    rows = Assignment.objects.filter(pk__in=message.body["assignments"]).select_related("grid").order_by("pk")
    put([_given(row, f"{GIVEN}:{message.key}-{row.pk}") for row in rows])
    spread("grid", "given", [row.grid_id for row in rows], origin=f"{GIVEN}:{message.key}", at=message.created_at.isoformat())


def _given(row: Assignment, key: str) -> Notice:
    day, grid, path = f"{row.starts:%Y-%m-%d}", row.grid, f"/grids/{row.grid_id}/"
    texts = {"text": f"自 {day} 起由您负责{grid.name}", "text_en": f"{grid.name_en or grid.name} is yours from {day}"}
    return Notice(person_id=row.person_id, kind=NoticeKind.NEWS, path=path, key=key, **texts)


TOPICS = (Topic(RETURNED, _deliver_returned), Topic(GIVEN, _deliver_given))
