"""One version of the calendar in memory: a binary search answers every question."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import cached_property

from .days import EPOCH, ZONE, DayFact, midnight, slots

MICROSECOND = timedelta(microseconds=1)
TICKS = 60_000_000  # microseconds in a minute


class BeyondCalendar(ValueError):
    """A moment that the calendar's days do not reach."""


def _ticks(at: datetime) -> int:
    """Microseconds since 1970; exact, unlike timestamp()."""
    return (at - EPOCH) // MICROSECOND


def _instant(ticks: int) -> datetime:
    return (EPOCH + timedelta(microseconds=ticks)).astimezone(ZONE)


class Calendar:
    """All days of one version in memory; lookups are binary searches over cumulative microseconds of working time."""

    def __init__(self, version: int | None, days: Iterable[DayFact], provisional: Iterable[int] = ()) -> None:
        self.version = version
        self.days = tuple(days)
        self.provisional = frozenset(provisional)
        found = slots(self.days)
        self._starts = [slot.starts * TICKS for slot in found]
        self._ends = [slot.ends * TICKS for slot in found]
        self._before = [slot.before * TICKS for slot in found]
        self._after = [slot.after * TICKS for slot in found]
        closing = [day for day in self.days if day.periods]
        self._working = [day.date for day in closing]
        self._closes = [(midnight(day.date) + day.periods[-1]) * TICKS for day in closing]

    @cached_property
    def by_date(self) -> dict[date, DayFact]:
        """The days, for whoever draws a month."""
        return {day.date: day for day in self.days}

    def position(self, at: datetime) -> int:
        """Working microseconds of this calendar up to that moment."""
        ticks = _ticks(at)
        index = bisect_right(self._starts, ticks) - 1
        if index < 0 or ticks > self._ends[-1]:
            raise BeyondCalendar(f"{at} is outside the work calendar")
        return self._before[index] + min(ticks, self._ends[index]) - self._starts[index]

    def shift(self, at: datetime, by: timedelta) -> datetime:
        """The moment at which `by` more working time has passed; backwards when negative, clock start when zero."""
        amount = by // MICROSECOND
        target = self.position(at) + amount
        index = bisect_left(self._after, target) if amount > 0 else bisect_right(self._after, target)
        if target < 0 or index >= len(self._starts):
            raise BeyondCalendar(f"{at} and {by} of working time lead outside the work calendar")
        return _instant(self._starts[index] + target - self._before[index])

    def close(self, start: datetime, working_days: int) -> datetime:
        """The close of the N-th working day after the day of the start."""
        index = bisect_right(self._working, start.astimezone(ZONE).date()) + working_days - 1
        self.position(start)
        if index >= len(self._closes):
            raise BeyondCalendar(f"{working_days} working days after {start} lie outside the work calendar")
        return _instant(self._closes[index])

    def closes_between(self, start: datetime, end: datetime) -> int:
        """How many working days after the day of the start have closed at the end."""
        self.position(end)
        passed = bisect_right(self._closes, _ticks(end))
        return max(0, passed - bisect_right(self._working, start.astimezone(ZONE).date()))
