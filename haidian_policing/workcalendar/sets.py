"""Reading a version into memory and writing one, over all its tables."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import NumericRange

from .choices import DayKind, YearState
from .days import DayFact, Hours, midnight, moment
from .models import Day, Season, Version, Year
from .timeline import BeyondCalendar, Calendar

BATCH = 2000
# the days' periods in absolute time with cumulative minutes, as days.slots() has them
SLOTS = """
INSERT INTO workcalendar_slot (version_id, starts, ends, before, after, resumes)
SELECT %(version)s, starts, ends, total - length, total, coalesce(lead(starts) OVER (ORDER BY starts), ends)
  FROM (SELECT starts, ends, length, sum(length) OVER (ORDER BY starts) AS total
          FROM (SELECT (d.date + make_interval(mins => d.periods[i])) AT TIME ZONE 'Asia/Shanghai' AS starts,
                       (d.date + make_interval(mins => d.periods[i + 1])) AT TIME ZONE 'Asia/Shanghai' AS ends,
                       d.periods[i + 1] - d.periods[i] AS length
                  FROM workcalendar_day d CROSS JOIN generate_series(1, cardinality(d.periods), 2) i
                 WHERE d.version_id = %(version)s) spans) counted
"""


def current(at: datetime, calendar: str = "office") -> Calendar:
    """The calendar that new deadlines take at that moment."""
    version = Version.objects.in_use(at, calendar).first()
    if version is None:
        raise BeyondCalendar(f"no version of the calendar {calendar} is in use at {at}")
    return load(version)


def by_id(pk: int) -> Calendar:
    """The calendar that a stored deadline was counted by."""
    return load(Version.objects.get(pk=pk))


def load(version: Version) -> Calendar:
    """The version in memory; kept, because a version is never edited."""
    return _load(version.pk, version.created)


@lru_cache(maxsize=16)
def _load(pk: int, _created: datetime) -> Calendar:
    rows = Day.objects.filter(version_id=pk).order_by("date").values_list("date", "kind", "holiday", "periods")
    days = (DayFact(date, DayKind(kind), holiday, tuple(periods)) for date, kind, holiday, periods in rows)
    guessed = Year.objects.filter(version_id=pk, state=YearState.PROVISIONAL).values_list("year", flat=True)
    return Calendar(pk, days, guessed)


def hours_of(version: Version) -> Hours:
    """The periods and seasons that a version was made with."""
    seasons = {(row.days.lower, row.days.upper - 1): tuple(row.periods) for row in Season.objects.filter(version=version)}
    return Hours(tuple(version.periods), seasons)


def fill(apps: Any, version: Any, hours: Hours, days: Iterable[DayFact], years: Mapping[int, tuple[str, str]]) -> None:
    """Write seasons, years (state, document), days and slots of a new version; `apps` is Django's registry or a migration's."""
    days = list(days)
    _put(apps, "Season", ({"version": version, "days": NumericRange(a, b + 1), "periods": list(p)} for (a, b), p in hours.seasons.items()))
    _put(apps, "Year", ({"version": version, "year": year, "state": state, "source": text} for year, (state, text) in years.items()))
    _put(apps, "Day", _day_rows(version, days))
    with connection.cursor() as cursor:
        cursor.execute(SLOTS, {"version": version.pk})


def _put(apps: Any, name: str, rows: Iterable[dict]) -> None:
    model = apps.get_model("workcalendar", name)
    model.objects.bulk_create((model(**row) for row in rows), batch_size=BATCH)


def _day_rows(version: Any, days: list[DayFact]) -> Iterable[dict]:
    number = 0
    for day in days:
        number += bool(day.periods)
        closes = moment(midnight(day.date) + day.periods[-1]) if day.periods else None
        yield {
            "version": version,
            "date": day.date,
            "kind": day.kind,
            "holiday": day.holiday,
            "periods": list(day.periods),
            "number": number,
            "closes": closes,
        }
