"""How many tickets, of what, when, from whom: seasons, weekdays, holidays, populous grids; month by month."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count, groupby
from typing import Any

import numpy as np

from whistle_reporting.choices import Source
from whistle_reporting.demo.places import Places
from whistle_reporting.demo.story import Story

# of the whole district in twelve months
ALL_GRIDS = 561
TICKETS = {Source.WHISTLE: 12_000, Source.HOTLINE: 46_000, Source.RESIDENT: 14_000}
BY_WEEKDAY = (1.25, 1.15, 1.1, 1.1, 1.15, 0.6, 0.5)
ON_HOLIDAYS = 0.45
SUMMER, WINTER, SPRING_FESTIVAL = (6, 7, 8), (11, 12, 1, 2), (1, 2)
SEASONS = {
    "Z04": SUMMER,
    "P11": SUMMER,
    "P19": (7, 8, 12, 1),
    "Z08": SPRING_FESTIVAL,
    "P18": WINTER,
    "P17": WINTER,
    "P08": (*SUMMER, *WINTER),
}
AT_THE_FRINGE = ("P12",)  # where there are villages
COMMON = {"Z01": 4, "Z04": 3, "P05": 3, "P09": 3, "P08": 3, "Z06": 2, "P15": 2, "P06": 2, "Z09": 2}
# how the hours of a day compare, by who sends it, and for what happens at any hour
FILED = {
    Source.WHISTLE: {8: 5, 9: 12, 10: 13, 11: 9, 13: 6, 14: 11, 15: 11, 16: 9, 17: 4},
    Source.HOTLINE: {8: 5, 9: 10, 10: 11, 11: 9, 12: 4, 13: 6, 14: 9, 15: 10, 16: 9, 17: 6, 18: 4, 19: 3, 20: 2},
    Source.RESIDENT: {7: 2, 8: 6, 9: 8, 10: 8, 11: 7, 12: 6, 13: 5, 14: 7, 15: 7, 16: 7, 17: 8, 18: 8, 19: 7, 20: 4},
}
EMERGENCIES = dict(enumerate((3, 2, 2, 1, 1, 2, 3, 5, 7, 8, 8, 8, 7, 7, 7, 8, 8, 9, 10, 9, 8, 7, 6, 4)))
# what waits for somebody today, in every station: where its story stops
WAITING = (
    "draft",
    "awaiting_sign_off",
    "awaiting_sign_off",
    "dispatched",
    "dispatched",
    "signed",
    "signed",
    "assigned",
    "assigned",
    "arrived",
    "surveying",
    "surveying",
    "rectifying",
    "rectifying",
    "done",
    "done",
    "return_asked",
    "extension_asked",
    "suspended",
    "returned",
)


def counts(world, grids: int) -> dict[str, int]:
    """Tickets of each source in the world's life, for so many grids."""
    return {source: round(number * grids / ALL_GRIDS * world.part_of_a_year) for source, number in TICKETS.items()}


def batches(world, places: Places, now: datetime) -> Iterator[Iterator[Story]]:
    """The told stories of each month; past ones run until they end or until now, the last batch is what waits today."""
    dice, waiting = world.dice("tickets"), _waiting(places)
    sources = np.repeat(list(TICKETS), list(counts(world, len(places.grids)).values()))
    sources = iter(dice.permutation(sources).tolist())
    days = [world.first_day + timedelta(days=offset) for offset in range((world.today - world.first_day).days)]
    numbers = _per_day(dice, places, days, sum(counts(world, len(places.grids)).values()) - len(waiting))
    populous = np.sqrt([grid.population + 1_000 for grid in places.grids])
    for _month, group in groupby(zip(days, numbers, strict=True), key=lambda pair: (pair[0].year, pair[0].month)):
        chosen = [(day, dice.choice(len(places.grids), number, p=populous / populous.sum()).tolist()) for day, number in group]
        yield (_story(places, places.grids[index], day, next(sources)) for day, grids in chosen for index in grids)
    yield (_stopping(places, grid, stop, next(sources, Source.WHISTLE), now) for grid, stop in waiting)


def _per_day(dice, places: Places, days: list[date], total: int) -> list[int]:
    weights = np.array([_busy(places, day) for day in days])
    return dice.multinomial(max(0, total), weights / weights.sum()).tolist() if days else []


def _busy(places: Places, day: date) -> float:
    fact = places.calendar.by_date.get(day)
    return ON_HOLIDAYS if fact and fact.holiday and not fact.kind.works else BY_WEEKDAY[day.weekday()]


def _story(places: Places, grid, day: date, source: str) -> Story:
    rural = any(community.kind == "village" for community in grid.communities.all())
    items = [item for item in places.items if rural or item.code not in AT_THE_FRINGE]
    item = places.rng.choices(items, [weight(item.code, day.month) for item in items])[0]
    hours = EMERGENCIES if item.klass == "emergency" else FILED[source]
    hour = places.rng.choices(list(hours), list(hours.values()))[0]
    story = Story(
        places, item, grid, datetime(day.year, day.month, day.day, hour, places.rng.randrange(60), tzinfo=places.now.tzinfo), source
    )
    story.tell("")
    return story


def weight(code: str, month: int) -> float:
    """How common an item is in a month."""
    return COMMON.get(code, 1) * (2.5 if month in SEASONS.get(code, ()) else 0.4 if code in SEASONS else 1)


def _waiting(places: Places) -> list[tuple[Any, str]]:
    """(grid, stop) in each station: every stop, and more of them in some; the first grids of a station get most, so that somebody
    there has all of it before him."""
    by_station: dict[int, list] = {}
    for grid in places.grids:
        by_station.setdefault(grid.station_id, []).append(grid)
    plan = []
    for grids in by_station.values():
        plan += [(grids[0 if index % 2 else index % len(grids)], stop) for index, stop in enumerate(WAITING)]
        more = round(len(grids) * places.rng.uniform(0.1, 0.9))
        plan += [(places.rng.choice(grids), places.rng.choice(WAITING)) for _ in range(more)]
    return plan


def _stopping(places: Places, grid, stop: str, source: str, now: datetime) -> Story:
    """A story whose last step lies shortly before now, as far as desks are open then: told until one does, the latest of them taken."""
    usual = [item for item in places.items if item.dispose_span != "appointment" and item.code not in AT_THE_FRINGE]
    items = [item for item in usual if item.klass != "emergency" or stop in QUICK]
    item, began, best = places.rng.choice(items), now - timedelta(hours=4), None
    for turn in count():
        story = Story(places, item, grid, began, source, recent=True)
        story.tell(stop)
        ago = now - story.last
        if ago > LATEST and (best is None or story.last > best.last):
            best = story
        if best and (turn >= TRIES or now - best.last < FRESH):
            return best
        began = story.filed_at + ago - timedelta(minutes=places.rng.randrange(5, 60 + 60 * turn))
    raise AssertionError


TRIES, LATEST, FRESH = 8, timedelta(minutes=4), timedelta(minutes=100)
QUICK = ("dispatched", "signed", "assigned", "arrived")
