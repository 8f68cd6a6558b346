"""The demonstration district's grids: places, people, and months of work that looks like work."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from grids import seeds
from grids.actions import compute_workload, make_dues
from grids.demo import orders, people, places, work
from grids.models import TaskDue
from grids.sets import burden
from haidian_policing.bulk import unguarded
from haidian_policing.demonstration import Burden, World

BURDENS = (Burden("--task-logs", 10_000_000, burden.load),)
WEEK = timedelta(days=7)


@transaction.atomic
def load(world: World, progress: Callable[[int, int], None]) -> None:
    """Fill the floor of the grids on the stations and people that are there."""
    seeds.seed(timezone.now())
    places.load(world)
    people.load(world)
    orders.load(world)
    compute_workload(day=world.today)
    with unguarded(TaskDue, indexes=False):
        make_dues(starts=world.first_day, ends=world.today + WEEK)
    work.load(world, progress)
