"""Demonstration tickets: believable events from the lifecycle; every state, clock and figure is derived from them."""

from django.db import transaction
from django.utils import timezone

from haidian_policing.demonstration import World
from whistle_reporting import seeds
from whistle_reporting.demo.places import Places
from whistle_reporting.demo.plan import planned
from whistle_reporting.demo.rows import write


@transaction.atomic
def load(world: World, progress) -> None:
    """Half a ticket per grid and week over the months of life, and for each station one in every state today."""
    now = timezone.localtime()
    seeds.seed(now)
    places = Places(world, now)
    if not places.grids:
        return
    stories = []
    plan = planned(world, places, now)
    for index, (story, stop) in enumerate(plan, 1):
        story.tell(stop)
        stories.append(story)
        if index % 100 == 0 or index == len(plan):
            progress(index, len(plan))
    write(sorted(stories, key=lambda story: story.filed_at), places)
