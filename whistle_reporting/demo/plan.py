"""How many tickets, of what, when: seasons, weekdays and better and weaker stations."""

from datetime import datetime, timedelta

from whistle_reporting.demo.places import Places
from whistle_reporting.demo.story import Story

PER_GRID_AND_DAY = 0.04
BY_WEEKDAY = (1.25, 1.15, 1.1, 1.1, 1.15, 0.6, 0.5)
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


def planned(world, places: Places, now: datetime) -> list[tuple[Story, str]]:
    """(story, where it stops); past ones run until they end or until now."""
    rng = places.rng
    plan = []
    days = (world.today - world.first_day).days
    for offset in range(days):
        day = world.first_day + timedelta(days=offset)
        for grid in places.grids:
            if rng.random() < PER_GRID_AND_DAY * BY_WEEKDAY[day.weekday()]:
                item = rng.choices(places.items, [_weight(item.code, day.month) for item in places.items])[0]
                plan.append((Story(places, item, grid, _moment(rng, day, item, now)), ""))
    return plan + _waiting(places, now)


def _weight(code: str, month: int) -> float:
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
            story = Story(places, places.rng.choice(items), grid, now - timedelta(days=3), recent=True)
            plan.append((story, stop))
    return plan


QUICK = ("dispatched", "signed", "assigned", "arrived")
