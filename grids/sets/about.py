"""What belongs to a grid, for whoever sees the grid or holds it: asked with every look at it, so put together once."""

from datetime import date, timedelta

from django.db.models import Q

from grids.choices import Frequency
from grids.models import (
    Assignment,
    CatalogueVersion,
    Community,
    Grid,
    GridCommunity,
    IndicatorWeight,
    RoadChief,
    TaskDue,
    TaskItem,
    TaskLog,
)
from grids.querysets import own_grids
from haidian_policing.organisation.querysets import valid_on
from haidian_policing.replay import replayed

MONTH = timedelta(days=31)


@replayed
def grid(*, key: int):
    return Grid.objects.filter(pk=key).select_related("station", "squad", "street")


@replayed
def communities(*, grid: int, day: date):
    """Those that make it up on the day or will, each with its community."""
    parts = GridCommunity.objects.filter(Q(ends__isnull=True) | Q(ends__gt=day), grid_id=grid)
    return parts.select_related("community").order_by("starts", "community__code")


@replayed
def around(*, grid: int, day: date):
    """The communities beside its own on the day; one that touches several of them comes several times."""
    own = GridCommunity.objects.filter(valid_on(day), grid_id=grid).order_by().values("community")
    return Community.objects.filter(neighbours__in=own).exclude(pk__in=own).order_by("code")


@replayed
def assignments(*, grid: int):
    return Assignment.objects.filter(grid_id=grid).select_related("person")


@replayed
def chiefs(*, grid: int, day: date):
    return RoadChief.objects.on(day).filter(grid_id=grid).with_counterpart(day)


@replayed
def weights_version(*, day: date):
    """At most one: the version of the indicators' weights in force."""
    return CatalogueVersion.objects.in_force("indicators", day)


@replayed
def weights(*, version: int):
    return IndicatorWeight.objects.filter(version_id=version).select_related("indicator")


@replayed
def dues(*, grid: int, day: date, month: date):
    """What falls due from the first of the month on and has begun, with its progress: (item, needed, done, verified, due on)."""
    due = TaskDue.objects.filter(grid_id=grid, needed__gt=0, due_on__gte=month, starts__lte=day).with_progress()
    told = due.exclude(entry__frequency=Frequency.YEARLY).order_by("entry__item__order")
    return told.values_list("entry__item", "needed", "done", "verified", "due_on")


@replayed
def items(*, keys: list[int]):
    return TaskItem.objects.filter(pk__in=keys)


@replayed
def logs(most: int, *, grid: int):
    """The newest."""
    return TaskLog.objects.filter(grid_id=grid).select_related("entry", "officer", "entered_by").order_by("-done_on", "-pk")[:most]


@replayed
def logs_in_full(*, keys: list[int]):
    """Those with these keys."""
    return TaskLog.objects.filter(pk__in=keys).order_by().select_related("entry", "grid", "officer", "entered_by")


def to_do(person, day: date) -> dict[str, list[TaskDue]]:
    """What a person has still to do on the grids that he holds or covers: `overdue` (of the last month), `today`, `week`, `later`."""
    sunday = day + timedelta(days=6 - day.weekday())
    groups: dict[str, list[TaskDue]] = {"overdue": [], "today": [], "week": [], "later": []}
    for due in _undone(grids=own_grids(person), day=day, since=day - MONTH):
        place = "overdue" if due.due_on < day else "today" if due.due_on == day else "week" if due.due_on <= sunday else "later"
        groups[place].append(due)
    return groups


@replayed
def _undone(*, grids: list[int], day: date, since: date):
    dues = TaskDue.objects.filter(grid__in=grids).of_now(day, since).with_progress().undone()
    return dues.select_related("entry", "grid").order_by("due_on", "entry__code", "grid__code")
