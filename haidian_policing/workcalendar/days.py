"""From rules to days to working slots: pure, shared by the seed, the confirm screen and the calendar in memory."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from .choices import DayKind

ZONE = ZoneInfo("Asia/Shanghai")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MINUTE = timedelta(minutes=1)

Periods = tuple[int, ...]  # minutes after midnight, in pairs: (510, 720, 810, 1050) is 08:30-12:00, 13:30-17:30


def clock(spans: Iterable[tuple[int, int]]) -> str:
    """08:30–12:00, 13:30–17:30."""
    return ", ".join(f"{a // 60:02}:{a % 60:02}–{b // 60:02}:{b % 60:02}" for a, b in spans)


@dataclass(frozen=True, slots=True)
class DayFact:
    """One day: why it counts or not, and in which periods."""

    date: date
    kind: DayKind
    holiday: str = ""
    periods: Periods = ()

    @property
    def minutes(self) -> int:
        """Working minutes of the day."""
        return sum(self.periods[1::2]) - sum(self.periods[::2])

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """The periods as pairs."""
        return tuple(zip(self.periods[::2], self.periods[1::2], strict=True))

    @property
    def clock(self) -> str:
        """The periods as people write them."""
        return clock(self.spans)


@dataclass(frozen=True, slots=True)
class SlotFact:
    """One working period; moments are minutes since 1970, `before` and `after` count working minutes of the calendar."""

    starts: int
    ends: int
    before: int
    after: int
    resumes: int  # start of the next slot; the last slot's own end


@dataclass(frozen=True, slots=True)
class Hours:
    """Usual periods, and those of seasons keyed by (from, to) as month*100+day, both inclusive."""

    usual: Periods
    seasons: Mapping[tuple[int, int], Periods]

    def of(self, day: date) -> Periods:
        """The periods of a day that works."""
        key = day.month * 100 + day.day
        return next(
            (periods for (first, last), periods in self.seasons.items() if first <= key <= last),
            self.usual,
        )


def check_periods(periods: Periods) -> Periods:
    """Periods must be pairs in order, inside one day; a mistake here would corrupt every deadline."""
    rising = all(a < b for a, b in pairwise(periods))
    if not periods or len(periods) % 2 or not rising or periods[0] < 0 or periods[-1] > 1440:
        raise ValueError(f"working periods must be rising pairs of minutes of one day, not {periods}")
    return periods


def plain_kind(day: date) -> DayKind:
    """What a day is when nothing has been ordered for it."""
    return DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY


def expand(first: date, last: date, hours: Hours, special: Mapping[date, tuple[DayKind, str]]) -> Iterator[DayFact]:
    """Every day from first to last, special days (kind, holiday) over weekends and workdays."""
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        kind, holiday = special.get(day, (plain_kind(day), ""))
        yield DayFact(day, kind, holiday, hours.of(day) if kind.works else ())


def midnight(day: date) -> int:
    """Minutes since 1970 at which the day begins in Beijing."""
    return (datetime(day.year, day.month, day.day, tzinfo=ZONE) - EPOCH) // MINUTE


def moment(minutes: int) -> datetime:
    """The datetime of a number of minutes since 1970."""
    return (EPOCH + timedelta(minutes=minutes)).astimezone(ZONE)


def slots(days: Iterable[DayFact]) -> list[SlotFact]:
    """Working periods in order with cumulative minutes; neighbours that touch stay apart, which changes no sum."""
    spans = [(midnight(day.date) + first, midnight(day.date) + last) for day in days for first, last in day.spans]
    found, before = [], 0
    for index, (starts, ends) in enumerate(spans):
        after = before + ends - starts
        resumes = spans[index + 1][0] if index + 1 < len(spans) else ends
        found.append(SlotFact(starts, ends, before, after, resumes))
        before = after
    return found
