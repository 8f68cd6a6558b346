"""The demonstration district's workstations: sites in their stages, and months of visits up to this minute."""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from haidian_policing.demonstration import World
from workstations import seeds
from workstations.demo import sites, visits


@transaction.atomic
def load(world: World, progress: Callable[[int, int], None]) -> None:
    """Fill the floor of the workstations on the stations and grids that are there; today's queue is alive at the time of loading."""
    now = timezone.now()
    seeds.seed(now)
    visits.load(world, sites.load(world), now, progress)
