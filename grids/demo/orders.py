"""Demonstration: what the sub-bureau orders – tasks suspended for great events, acting leads for those who are away."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from grids.actions import suspend
from grids.models import Assignment, Grid, TaskEntry
from haidian_policing.access.exceptions import lend
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Absence, Person, Post, Unit
from haidian_policing.organisation.querysets import valid_on

# (weeks before today, days, share of the stations, items, reason): talks, meetings and quarterly checks wait, patrols go on
ORDERS = (
    (37, 7, 1.0, ("C2", "A2", "F1"), "春季重要会议安保，社区宣传和例会类任务暂停"),
    (22, 5, 0.4, ("C2", "D2"), "中关村论坛服务保障，涉场馆派出所宣传和行业检查任务暂停"),
    (8, 8, 1.0, ("A2", "B1", "C2"), "国庆假期勤务等级提升，例会、抽查和宣传类任务暂停"),
    (0, 4, 0.3, ("C2", "F1"), "马拉松赛事沿线安保，宣传和培训类任务暂停"),
)


def load(world: World) -> None:
    """Before anything is made due, so that what is due shrinks by itself."""
    leader = Person.objects.get(pk=Post.objects.filter(valid_on(world.today), role="bureau_leader").order_by("pk").values("person")[:1])
    stations = list(Unit.objects.of_kind("station").filter(station_kind="household"))
    for number, (weeks, days, share, items, reason) in enumerate(ORDERS, 1):
        starts = world.today - timedelta(weeks=weeks, days=world.today.weekday())
        if starts >= world.first_day:
            suspend(
                TaskEntry.objects.filter(item__code__in=items),
                stations=stations[: max(1, round(share * len(stations)))],
                starts=starts,
                ends=starts + timedelta(days=days),
                order_number=f"海公勤〔{starts.year}〕{10 + 7 * number}号",
                reason=reason,
                actor=leader,
                at=timezone.make_aware(datetime.combine(starts - timedelta(days=3), time(16))),
            )
    Assignment.objects.bulk_create(_acting(world.today))
    _lend(world.today, leader)


def _acting(today: date) -> Iterator[Assignment]:
    """Whoever covers for a lead who is away now, while he is away."""
    away = {row.person_id: row for row in Absence.objects.filter(starts__lte=today, ends__gt=today, cover__isnull=False)}
    for held in Assignment.objects.filter(valid_on(today), kind="lead", person__in=away).order_by("pk"):
        absence = away[held.person_id]
        yield Assignment(
            grid_id=held.grid_id,
            person_id=absence.cover_id,
            kind="acting",
            starts=max(absence.starts, held.starts),
            ends=absence.ends,
            order_number=absence.order_number,
            reason="责任民警离岗期间代管",
        )


def _lend(today: date, leader: Person) -> None:
    """Two grids are open to an inspector for the time of his check."""
    inspector = Person.objects.filter(posts__in=Post.objects.filter(valid_on(today), role="inspector")).order_by("pk").first()
    until = timezone.make_aware(datetime.combine(today + timedelta(days=14), time(18)))
    for grid in Grid.objects.order_by("pk")[:2]:
        lend(grid, to=inspector, until=until, reason="督导检查：网格划分与责任民警固化", actor=leader)
