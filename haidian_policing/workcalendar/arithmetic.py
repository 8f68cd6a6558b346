"""Deadlines, elapsed and remaining time over one version of the calendar.

The SQL functions of migration 0002 do the same for whole tables; `tests/workcalendar/test_agreement.py` holds the two together.

Meaning of the edges:
- A period runs from its start up to its end. A start outside the periods, or at the very end of one, counts from the start of the next.
- A deadline that falls exactly on the end of a period stays there; it does not slide to the next morning.
- N working days: the day of the start does not count (Civil Code, article 201); the deadline is the close of the N-th working day after it.
- N natural minutes, hours, days run day and night: a day is 24 hours.
- Nothing is rounded inside: 10 working minutes from 09:00:30 end at 09:10:30. What is reported as a number of minutes, hours or days is cut
  towards zero.
- A deadline in working units that touches a year not confirmed is provisional; natural units never are.
- Outside the calendar's days Python raises BeyondCalendar where SQL gives NULL.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property

from .choices import Unit
from .days import ZONE
from .ledger import Line, explain
from .timeline import MICROSECOND, TICKS, Calendar

NATURAL = {
    Unit.MINUTES: timedelta(minutes=1),
    Unit.HOURS: timedelta(hours=1),
    Unit.DAYS: timedelta(days=1),
}
WORKING = {Unit.WORKING_MINUTES: 1, Unit.WORKING_HOURS: 60}


@dataclass(frozen=True)
class Deadline:
    """When something is due, and everything that the answer was made from; store `at`, `provisional` and `version`."""

    at: datetime
    provisional: bool
    start: datetime
    amount: int
    unit: Unit
    calendar: Calendar = field(repr=False)

    @property
    def version(self) -> int | None:
        """Id of the calendar version that was used."""
        return self.calendar.version

    @cached_property
    def ledger(self) -> list[Line]:
        """Which periods counted and which days were skipped, for people."""
        return explain(self.start, self.at, self.unit, self.calendar)


def deadline(start: datetime, amount: int, unit: Unit, calendar: Calendar) -> Deadline:
    """When `amount` of `unit` after `start` is due; the amount is a whole number of at least one."""
    unit = Unit(unit)
    if amount < 1:
        raise ValueError("a deadline needs an amount of at least one")
    at = _due(start, amount, unit, calendar)
    return Deadline(
        at,
        unit.is_working and touches_provisional(start, at, calendar),
        start,
        amount,
        unit,
        calendar,
    )


def _due(start: datetime, amount: int, unit: Unit, calendar: Calendar) -> datetime:
    if unit in NATURAL:
        return (start + amount * NATURAL[unit]).astimezone(ZONE)
    if unit is Unit.WORKING_DAYS:
        return calendar.close(start, amount)
    return calendar.shift(start, timedelta(minutes=amount * WORKING[unit]))


def touches_provisional(start: datetime, end: datetime, calendar: Calendar) -> bool:
    """Does the time from start to end touch a year that is not confirmed?"""
    years = range(start.astimezone(ZONE).year, end.astimezone(ZONE).year + 1)
    return not calendar.provisional.isdisjoint(years)


def elapsed(start: datetime, end: datetime, unit: Unit, calendar: Calendar) -> int:
    """Whole units from start to end, cut towards zero; negative when the end comes first."""
    unit = Unit(unit)
    if end < start:
        return -elapsed(end, start, unit, calendar)
    if unit in NATURAL:
        return (end - start) // NATURAL[unit]
    if unit is Unit.WORKING_DAYS:
        return calendar.closes_between(start, end)
    return (calendar.position(end) - calendar.position(start)) // (TICKS * WORKING[unit])


def remaining(at: datetime, due: datetime, unit: Unit, calendar: Calendar) -> int:
    """Whole units left until due; 0 on the last stretch, negative when late."""
    return elapsed(at, due, unit, calendar)


def resume(
    due_at: datetime,
    paused_at: datetime,
    resumed_at: datetime,
    unit: Unit,
    calendar: Calendar,
) -> datetime:
    """The new due moment after a pause: what was left, or already lost, at the pause is left at the resumption.

    Working units move by the working time of the pause, natural units by its length.
    """
    if resumed_at < paused_at:
        raise ValueError("a pause cannot end before it began")
    if not Unit(unit).is_working:
        return due_at + (resumed_at - paused_at)
    paused = calendar.position(resumed_at) - calendar.position(paused_at)
    return calendar.shift(due_at, paused * MICROSECOND) if paused else due_at


def warn_at(due_at: datetime, amount: int, unit: Unit, calendar: Calendar) -> datetime:
    """When only `amount` of `unit` is left; in working units a moment inside the office's hours."""
    unit = Unit(unit)
    if unit in NATURAL:
        return due_at - amount * NATURAL[unit]
    if unit is Unit.WORKING_DAYS:
        raise ValueError("warn in working hours or minutes: a working day has no fixed length")
    return calendar.shift(due_at, timedelta(minutes=-amount * WORKING[unit]))
