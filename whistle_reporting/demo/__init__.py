"""Demonstration tickets: believable events from the lifecycle; every state, clock and figure is derived from them."""

from django.db import transaction
from django.utils import timezone

from haidian_policing.demonstration import Burden, World
from whistle_reporting import seeds
from whistle_reporting.demo.places import Places
from whistle_reporting.demo.plan import batches, counts
from whistle_reporting.demo.rows import write
from whistle_reporting.sets import burden

BURDENS = (Burden("--tickets", 1_000_000, burden.load),)


@transaction.atomic
def load(world: World, progress) -> None:
    """A year's tickets month by month, and for each station one in every state today."""
    now = timezone.localtime().replace(microsecond=0)
    seeds.seed(now)
    places = Places(world, now)
    if not places.grids:
        return
    done, total = 0, sum(counts(world, len(places.grids)).values())
    with burden.loading():
        for batch in batches(world, places, now):
            stories = []
            for story in batch:
                stories.append(story)
                done += 1
                if done % 200 == 0:
                    progress(done, total)
            write(sorted(stories, key=lambda story: story.filed_at), places)
    progress(total, total)
