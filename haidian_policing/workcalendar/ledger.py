"""The explanation of a deadline: which periods counted, which days were passed over and why."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .choices import DayKind, Unit
from .days import ZONE, DayFact, clock, midnight
from .seed import holiday_names
from .timeline import Calendar


def holiday_name(code: str) -> str:
    """The holiday in the reader's language."""
    chinese, english = holiday_names()[code]
    return chinese if (get_language() or "zh").startswith("zh") else english


@dataclass(frozen=True, slots=True)
class Line:
    """A run of days that counted alike: `minutes` worked, `days` counted; both 0 where the clock stood still."""

    kind: DayKind | None  # None: natural time, day and night
    first: date
    last: date
    spans: tuple[tuple[int, int], ...]
    minutes: int
    days: int
    holiday: str = ""

    @property
    def when(self) -> str:
        """The dates."""
        return f"{self.first:%Y-%m-%d}" if self.first == self.last else f"{self.first:%Y-%m-%d} – {self.last:%Y-%m-%d}"

    @property
    def hours(self) -> str:
        """The periods of each of the days."""
        return clock(self.spans)

    @property
    def name(self) -> str:
        """Name of the holiday in the reader's language, or empty."""
        return holiday_name(self.holiday) if self.holiday else ""

    @property
    def text(self) -> str:
        """One sentence for people."""
        given = {
            "when": self.when,
            "name": self.name,
            "hours": self.hours,
            "minutes": self.minutes,
            "days": self.days,
        }
        return _sentence(self) % given


def _sentence(line: Line) -> str:
    if line.kind is None:
        return _("%(when)s: runs day and night, %(minutes)s minutes")
    if line.kind is DayKind.HOLIDAY:
        return _("%(when)s: %(name)s, not counted")
    if line.kind is DayKind.WEEKEND:
        return _("%(when)s: weekend, not counted")
    if not line.minutes and not line.days:
        return _("%(when)s: the day of the start does not count")
    if line.kind is DayKind.MAKEUP:
        return _("%(when)s: make-up workday for %(name)s, %(hours)s, %(minutes)s minutes")
    return _("%(when)s: %(hours)s, %(minutes)s minutes")


def explain(start: datetime, end: datetime, unit: Unit, calendar: Calendar) -> list[Line]:
    """The lines from start to end; their minutes add up to the elapsed working minutes, cut per line to whole minutes.

    Days that the calendar does not know are left out: what was taken over from earlier years is not explained.
    """
    start, end = start.astimezone(ZONE), end.astimezone(ZONE)
    if not Unit(unit).is_working:
        return [
            Line(
                None,
                start.date(),
                end.date(),
                (),
                (end - start) // timedelta(minutes=1),
                (end - start).days,
            )
        ]
    clip = _whole_days if Unit(unit) is Unit.WORKING_DAYS else _clipped
    return _merged(clip(day, start, end) for day in _days(start, end, calendar))


def _days(start: datetime, end: datetime, calendar: Calendar) -> Iterator[DayFact]:
    days = (start.date() + timedelta(days=offset) for offset in range((end.date() - start.date()).days + 1))
    return (calendar.by_date[day] for day in days if day in calendar.by_date)


def _whole_days(day: DayFact, start: datetime, end: datetime) -> Line:
    counts = day.kind.works and day.date != start.date()
    return Line(
        day.kind,
        day.date,
        day.date,
        day.spans if counts else (),
        day.minutes if counts else 0,
        int(counts),
        day.holiday,
    )


def _clipped(day: DayFact, start: datetime, end: datetime) -> Line | None:
    """The part of the day between start and end; None for a working day before its first or after its last counted minute."""
    low, high = _minute(day, start), _minute(day, end)
    spans = tuple((max(a, low), min(b, high)) for a, b in day.spans if max(a, low) < min(b, high))
    return Line(
        day.kind,
        day.date,
        day.date,
        spans,
        sum(b - a for a, b in spans),
        int(bool(spans)),
        day.holiday,
    )


def _minute(day: DayFact, at: datetime) -> int:
    return int(at.timestamp() // 60) - midnight(day.date)


def _merged(lines: Iterator[Line | None]) -> list[Line]:
    """Neighbouring days of one kind, holiday and hours as one line."""
    runs: list[Line] = []
    for line in filter(None, lines):
        if runs and _alike(runs[-1], line):
            runs[-1] = replace(runs[-1], last=line.last, minutes=runs[-1].minutes + line.minutes, days=runs[-1].days + line.days)
        else:
            runs.append(line)
    return runs


def _alike(one: Line, other: Line) -> bool:
    return (one.kind, one.holiday, one.spans) == (
        other.kind,
        other.holiday,
        other.spans,
    )
