"""How many tickets, of what, when, from whom: seasons, weekdays, holidays, populous grids; month by month."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import groupby

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
COMMON = {"Z01": 4, "Z04": 3, "P05": 3, "P09": 3, "P08": 3, "Z06": 2, "P15": 2, "P06": 2, "Z09": 2}
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


def batches(world, places: Places, now: datetime) -> Iterator[list[tuple[Story, str]]]:
    """The stories of each month and where they stop; past ones run until they end or until now, the last month has what waits today."""
    dice, waiting = world.dice("tickets"), _waiting(places, now)
    sources = np.repeat(list(TICKETS), list(counts(world, len(places.grids)).values()))
    sources = iter(dice.permutation(sources).tolist())
    days = [world.first_day + timedelta(days=offset) for offset in range((world.today - world.first_day).days)]
    numbers = _per_day(dice, places, days, sum(counts(world, len(places.grids)).values()) - len(waiting))
    populous = np.sqrt([grid.population + 1_000 for grid in places.grids])
    for _month, group in groupby(zip(days, numbers, strict=True), key=lambda pair: (pair[0].year, pair[0].month)):
        batch = []
        for day, number in group:
            chosen = dice.choice(len(places.grids), number, p=populous / populous.sum())
            batch += [(_story(places, places.grids[index], day, now, next(sources)), "") for index in chosen.tolist()]
        yield batch
    for story, _stop in waiting:
        story.source = next(sources, Source.WHISTLE)
    yield waiting


def _per_day(dice, places: Places, days: list[date], total: int) -> list[int]:
    weights = np.array([_busy(places, day) for day in days])
    return dice.multinomial(max(0, total), weights / weights.sum()).tolist() if days else []


def _busy(places: Places, day: date) -> float:
    fact = places.calendar.by_date.get(day)
    return ON_HOLIDAYS if fact and fact.holiday and not fact.kind.works else BY_WEEKDAY[day.weekday()]


def _story(places: Places, grid, day: date, now: datetime, source: str) -> Story:
    item = places.rng.choices(places.items, [weight(item.code, day.month) for item in places.items])[0]
    return Story(places, item, grid, _moment(places.rng, day, item, now), source)


def weight(code: str, month: int) -> float:
    """How common an item is in a month."""
    return COMMON.get(code, 1) * (2.5 if month in SEASONS.get(code, ()) else 0.4 if code in SEASONS else 1)


def _moment(rng, day, item, now: datetime) -> datetime:
    hour = rng.randrange(0, 24) if item.klass == "emergency" else rng.choice((8, 9, 9, 10, 10, 11, 13, 14, 14, 15, 16, 17))
    return datetime(day.year, day.month, day.day, hour, rng.randrange(60), tzinfo=now.tzinfo)


def _waiting(places: Places, now: datetime) -> list[tuple[Story, str]]:
    """One story per station and stop; the first grids of a station get most, so that somebody there has all of it before him."""
    by_station: dict[int, list] = {}
    for grid in places.grids:
        by_station.setdefault(grid.station_id, []).append(grid)
    plan = []
    for grids in by_station.values():
        for index, stop in enumerate(WAITING):
            grid = grids[0 if index % 2 else index % len(grids)]
            items = [item for item in places.items if item.dispose_span != "appointment" and (item.klass != "emergency" or stop in QUICK)]
            story = Story(places, places.rng.choice(items), grid, now - timedelta(days=3), Source.WHISTLE, recent=True)
            plan.append((story, stop))
    return plan


QUICK = ("dispatched", "signed", "assigned", "arrived")
