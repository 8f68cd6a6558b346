"""Demonstration: a year's task logs drawn as arrays – by better and weaker officers and stations, on days when one works."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
from django.utils import timezone

from grids.choices import Evidence, Frequency
from grids.models import Assignment, Grid, TaskDue, TaskEntry
from haidian_policing.bulk.numbers import numbers
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Post
from haidian_policing.organisation.querysets import valid_on
from haidian_policing.workcalendar.sets import current

Array = np.ndarray
EPOCH = date(1970, 1, 1)
DAY = 86_400
ALL_LOGS, ALL_GRIDS = 1_000_000, 561
SECOND_GO, THIRD_GO = 0.14, 0.03
WEEKEND, HOLIDAY = 0.25, 0.08
WITHDRAWN, JUDGED, MENDED = 0.01, 0.995, 0.85
# how the hours of a day compare: when officers write down what they did, and when captains look at it
WRITING = {8: 4, 9: 9, 10: 12, 11: 11, 12: 3, 13: 5, 14: 9, 15: 11, 16: 13, 17: 9, 18: 4, 19: 4, 20: 4, 21: 2}
JUDGING = {8: 4, 9: 12, 10: 14, 11: 11, 12: 1, 13: 6, 14: 12, 15: 13, 16: 13, 17: 9, 18: 3, 19: 2}
AHEAD = 60  # days beyond life in which what was logged last is judged
BEGINS_AT = 8 * 3600
LOGGED, WITHDREW, VERIFIED, RETURNED, CORRECTED, SETTLED = range(6)  # how far the story of a log went


@dataclass
class Logs:
    """One array per column, one place per log, in the order in which the work was done; -1 is null.

    entry: place in `entries`; day: days since 1970; at, judged, mended, settled: seconds since 1970 on Beijing's clock.
    """

    entries: list[Mapping[str, Any]]
    columns: dict[str, Array]

    def __len__(self) -> int:
        return len(self.columns["grid"])

    def __getattr__(self, name: str) -> Array:
        return self.columns[name]


class Calendar:
    """The days of life and how much is done on each."""

    def __init__(self, world: World, now: datetime):
        self.now = (timezone.localtime(now).replace(tzinfo=None) - datetime(1970, 1, 1)) // timedelta(seconds=1)
        # before the morning is over nothing of today is logged yet
        last = world.today if timezone.localtime(now).hour >= 10 else world.today - timedelta(days=1)
        self.first, self.last = number(world.first_day), number(last)
        known = current(now).by_date
        days = [EPOCH + timedelta(days=day) for day in range(self.first, self.last + 1)]
        self.weights = np.array([_weight(day, known.get(day)) for day in days])
        self.sums = np.concatenate([[0.0], self.weights.cumsum()])
        ahead = range(self.first, self.last + AHEAD)
        works = [_weight(day, known.get(day)) == 1 for day in (EPOCH + timedelta(days=day) for day in ahead)]
        self.workdays, self.counted = np.array(ahead, np.int64)[works], np.cumsum(works)

    def workday(self, day: Array, number: Array) -> Array:
        """The first, second … day of work after a day."""
        return self.workdays[np.minimum(self.counted[day - self.first] + number - 1, len(self.workdays) - 1)]

    def draw(self, earliest: Array, latest: Array, chance: Array) -> Array:
        """A day between two, the busy ones more often; `chance` is uniform between 0 and 1."""
        low, high = earliest - self.first, latest - self.first
        at = self.sums[low] + chance * (self.sums[high + 1] - self.sums[low])
        return self.first + np.clip(np.searchsorted(self.sums, at, "right") - 1, low, high)


def _weight(day: date, fact) -> float:
    if fact and fact.holiday and not fact.kind.works:
        return HOLIDAY
    works = fact.kind.works if fact else day.weekday() < 5
    return 1.0 if works else WEEKEND


def number(day: date) -> int:
    return (day - EPOCH).days


class Habits:
    """How officers work: what share of the needed they do, how often late, how often for the clerk to enter, how often returned."""

    def __init__(self, dice: np.random.Generator, officers: Array, stations: Array):
        self.officers, self.stations = officers, stations
        self.good = dice.beta(7, 1.6, len(officers))
        self.entered = dice.choice([0.0, 0.02, 0.1], len(officers))
        self.station = dice.normal(0, 0.07, len(stations))

    def of(self, officer: Array, station: Array) -> tuple[Array, Array]:
        """(goodness between 0 and 1, share entered by the clerk) of an officer at a station."""
        place = np.searchsorted(self.officers, officer)
        goodness = self.good[place] + self.station[np.searchsorted(self.stations, station)]
        return np.clip(goodness, 0, 1), self.entered[place]


class Drawer:
    """Draws the work of all officers of the district."""

    def __init__(self, world: World, now: datetime):
        self.world, self.dice = world, world.dice("task logs")
        self.calendar = Calendar(world, now)
        names = ("id", "code", "item__code", "evidence", "frequency")
        self.entries = list(TaskEntry.objects.order_by("pk").values(*names))
        self.keys = np.array([entry["id"] for entry in self.entries], dtype=np.int64)
        grids = numbers(Grid.objects.order_by("pk").values_list("pk", "station", "population"))
        self.grids, self.stations, self.population = grids.T
        self.leads = self._leads()
        self.dues = self._dues()
        officers = np.unique(np.concatenate([self.dues[:, 6], self.leads[self.leads >= 0]]))
        self.habits = Habits(self.dice, officers, np.unique(self.stations))

    def _dues(self) -> Array:
        asked = TaskDue.objects.filter(officer__isnull=False, needed__gt=0, starts__lte=self.world.today)
        asked = asked.exclude(entry__evidence=Evidence.ROSTER).order_by("grid", "starts", "entry")
        return numbers(asked.values_list("pk", "grid", "entry", "starts", "due_on", "needed", "officer"))

    def _leads(self) -> Array:
        """Who led each grid on each day of life; -1 for nobody."""
        calendar = self.calendar
        found = np.full((len(self.grids), max(0, calendar.last - calendar.first + 1)), -1, dtype=np.int64)
        held = Assignment.objects.filter(kind__in=("lead", "acting")).order_by("-kind", "grid", "starts")
        for grid, person, starts, ends in numbers(held.values_list("grid", "person", "starts", "ends")):
            until = found.shape[1] if ends < 0 else max(0, ends - calendar.first)
            found[np.searchsorted(self.grids, grid), max(0, starts - calendar.first) : until] = person
        return found

    def logs(self) -> Logs:
        """Planned work, and what came up besides until there are as many logs as the sub-bureau counts."""
        planned = self.planned()
        wanted = round(ALL_LOGS * len(self.grids) / ALL_GRIDS * self.world.part_of_a_year)
        parts = [planned, self.on_demand(max(0, wanted - len(planned["grid"])))]
        columns = {name: np.concatenate([part[name] for part in parts]) for name in planned}
        order = np.lexsort((columns["entry"], columns["grid"], columns["day"]))
        columns = {name: column[order] for name, column in columns.items()}
        self._describe(columns)
        self._live(columns)
        return Logs(self.entries, columns)

    def planned(self) -> dict[str, Array]:
        """A due in one to three goes; what still lies ahead is done only as far as it would be by today."""
        due, grid, entry, starts, due_on, needed, officer = self.dues.T
        goodness = self._goodness(grid, officer)
        chance = self.dice.random((3, len(due)))
        elapsed = np.clip((self.calendar.last - starts + 0.6) / (due_on - starts + 1), 0, 1)
        wanted = needed * elapsed * np.where(chance[0] < 0.6 + 0.4 * goodness, 1, 0.9 * chance[1])
        left = (wanted + chance[2] * 0.99 * (wanted >= 0.3)).astype(np.int64)
        goes = np.minimum(left, 1 + self._shares(len(due), SECOND_GO) + self._shares(len(due), THIRD_GO))
        goes *= np.minimum(due_on, self.calendar.last) >= np.maximum(starts, self.calendar.first)
        one = np.repeat(np.arange(len(due)), goes)
        nth = np.arange(len(one)) - np.repeat(np.cumsum(goes) - goes, goes)
        count = left[one] // goes[one] + (nth < left[one] % goes[one])
        day = self._days(starts[one], due_on[one], goodness[one])
        return {"grid": grid[one], "entry": self._place(entry[one]), "due": due[one], "officer": officer[one], "day": day, "count": count}

    def _shares(self, size: int, share: float) -> Array:
        return (self.dice.random(size) < share).astype(np.int64)

    def _place(self, entry: Array) -> Array:
        return np.searchsorted(self.keys, entry)

    def _station(self, grid: Array) -> Array:
        return self.stations[np.searchsorted(self.grids, grid)]

    def _goodness(self, grid: Array, officer: Array) -> Array:
        return self.habits.of(officer, self._station(grid))[0]

    def _days(self, starts: Array, due_on: Array, goodness: Array) -> Array:
        """A day of the period up to today; a late one after it."""
        calendar = self.calendar
        latest = np.minimum(due_on, calendar.last)
        day = calendar.draw(np.maximum(starts, calendar.first), latest, self.dice.random(len(starts)))
        late = (self.dice.random(len(starts)) < 0.12 * (1 - goodness)) & (due_on < calendar.last)
        after = np.minimum(latest + self.dice.integers(1, 6, len(starts)), calendar.last)
        return np.where(late, after, day)

    def on_demand(self, count: int) -> dict[str, Array]:
        """Calls and requests, as they come, done by whoever led the grid on the day; populous grids have more of them."""
        asked = np.array([place for place, entry in enumerate(self.entries) if entry["frequency"] == Frequency.ON_DEMAND])
        busy = np.sqrt(self.population + 1000)[:, None] * (0.4 + self.calendar.weights)[None, :] * (self.leads >= 0)
        sums = busy.ravel().cumsum()
        count = count if len(asked) and sums.size and sums[-1] > 0 else 0
        place = np.searchsorted(sums, self.dice.random(count) * (sums[-1] if count else 0), "right")
        grid, day = np.divmod(place, max(1, self.leads.shape[1]))
        return {
            "grid": self.grids[grid],
            "entry": self.dice.choice(asked, count) if count else np.zeros(0, np.int64),
            "due": np.full(count, -1),
            "officer": self.leads[grid, day],
            "day": day + self.calendar.first,
            "count": 1 + self._shares(count, 0.12),
        }

    def _describe(self, columns: dict[str, Array]) -> None:
        """Random places in the lists of texts; whether a text is wanted at all follows from the evidence."""
        size = len(columns["grid"])
        for name in ("note", "place", "number", "word"):
            columns[name] = self.dice.integers(0, 1 << 30, size)
        columns["noted"] = self.dice.random(size) < 0.35

    def _live(self, columns: dict[str, Array]) -> None:
        """Logged the same day, then judged within some days, as far as those days have come."""
        size, dice, now = len(columns["grid"]), self.dice, self.calendar.now
        station = self._station(columns["grid"])
        goodness, entered = self.habits.of(columns["officer"], station)
        clerk, captain = (self._by_station(role)[np.searchsorted(np.unique(self.stations), station)] for role in ("clerk", "captain"))
        by_clerk = (dice.random(size) < entered) & (clerk >= 0) & (clerk != columns["officer"])
        columns["entered_by"], columns["captain"] = np.where(by_clerk, clerk, -1), captain
        at = columns["day"] * DAY + self._clock(WRITING, size)
        morning = columns["day"] * DAY + BEGINS_AT
        at = np.where(at < now, at, morning + (dice.random(size) * np.maximum(1, now - morning)).astype(np.int64))
        judged = self._office(at, dice.choice([1, 2, 3, 5], size, p=[0.58, 0.29, 0.1, 0.03]))
        mended = self._office(judged, dice.integers(1, 4, size))
        settled = self._office(mended, np.ones(size, np.int64))
        withdrawn = dice.random(size) < WITHDRAWN
        looked_at = ~withdrawn & (captain >= 0) & (captain != columns["officer"]) & (captain != columns["entered_by"])
        looked_at &= dice.random(size) < JUDGED
        back = dice.random(size) < 0.015 + 0.13 * (1 - goodness)
        back &= looked_at & (judged <= now)
        mends = back & (dice.random(size) < MENDED) & (mended <= now)
        columns["judged"] = np.where(withdrawn, at + dice.integers(60, 5400, size), judged)
        columns |= {"at": at, "mended": mended, "settled": settled}
        far = np.where(looked_at & (judged <= now) & ~back, VERIFIED, LOGGED)
        far[withdrawn & (columns["judged"] <= now)] = WITHDREW
        far[back], far[mends], far[mends & (settled <= now)] = RETURNED, CORRECTED, SETTLED
        columns["far"] = far

    def _office(self, at: Array, days: Array) -> Array:
        """Some days of work later, when the office is there."""
        return self.calendar.workday(at // DAY, days) * DAY + self._clock(JUDGING, len(at))

    def _clock(self, hours: Mapping[int, int], size: int) -> Array:
        """Seconds since midnight, by how the hours compare; the first hour begins at half past."""
        weights = np.array(list(hours.values()), dtype=float)
        hour = self.dice.choice(np.array(list(hours)), size, p=weights / weights.sum())
        return np.maximum(hour * 3600 + self.dice.integers(0, 3600, size), 8 * 3600 + 1800 + self.dice.integers(0, 900, size))

    def _by_station(self, role: str) -> Array:
        """Somebody of the role at each station, in the stations' order; -1 for nobody."""
        posts = Post.objects.filter(valid_on(self.world.today), role=role, unit__station__isnull=False).order_by("-pk")
        if role == "captain":
            posts = posts.filter(unit__squad_kind="community")
        people = dict(posts.values_list("unit__station", "person"))
        return np.array([people.get(station, -1) for station in np.unique(self.stations).tolist()], dtype=np.int64)
