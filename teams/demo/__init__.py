"""The demonstration district's teams: members by part, duty shifts of some weeks, concurrent posts."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from haidian_policing.demonstration import World
from teams import seeds
from teams.demo import duty, members, posts, rosters


@transaction.atomic
def load(world: World, progress: Callable[[int, int], None]) -> None:
    """Fill the floor of the teams on the grids, stations and people that are there."""
    seeds.seed(timezone.now())
    teams = rosters.load(world)
    progress(1, 4)
    members.load(world, teams)
    progress(2, 4)
    duty.load(world)
    progress(3, 4)
    posts.load(world)
    progress(4, 4)
