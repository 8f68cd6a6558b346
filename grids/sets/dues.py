"""What falls due: entries × grids less what is suspended, in one idempotent statement; and who answers for it."""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from grids.choices import Frequency
from grids.models import CatalogueVersion, TaskDue
from haidian_policing.workcalendar.models import Day

ONE = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """A half-open period in which entries of one frequency fall due."""

    frequency: str
    starts: date
    ends: date


def period_of(frequency: str, day: date) -> Period:
    """The period of a frequency that holds the day; weeks begin on Monday."""
    if frequency == Frequency.DAILY:
        return Period(frequency, day, day + ONE)
    if frequency == Frequency.WEEKLY:
        monday = day - ONE * day.weekday()
        return Period(frequency, monday, monday + 7 * ONE)
    length = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}[Frequency(frequency)]
    first = day.month - (day.month - 1) % length
    last = first + length - 1
    return Period(frequency, date(day.year, first, 1), date(day.year, last, monthrange(day.year, last)[1]) + ONE)


def periods_between(starts: date, ends: date) -> Iterator[Period]:
    """Every period that touches starts..ends (half-open), daily ones on working days only."""
    days = [starts + ONE * number for number in range((ends - starts).days)]
    yield from (period_of(Frequency.DAILY, day) for day in _workdays(days))
    for frequency in (Frequency.WEEKLY, Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.YEARLY):
        yield from dict.fromkeys(period_of(frequency, day) for day in days)


def _workdays(days: list[date]) -> list[date]:
    if not days:
        return []
    working = Day.objects.filter(version__valid__contains=timezone.now(), version__calendar="office", kind__in=("workday", "makeup"))
    known = set(working.filter(date__range=(days[0], days[-1])).values_list("date", flat=True))
    return [day for day in days if day in known]


OFFICER = """(SELECT a.person_id FROM grids_assignment a
   WHERE a.grid_id = {grid} AND a.kind IN ('lead', 'acting') AND a.starts <= {day} AND (a.ends IS NULL OR a.ends > {day})
   ORDER BY a.kind LIMIT 1)"""

MAKE = f"""
WITH period AS (
  SELECT *
    FROM unnest(%(frequencies)s::text[], %(starts)s::date[], %(ends)s::date[], %(versions)s::bigint[])
      AS p (frequency, starts, ends, version)
), line AS (
  SELECT e.id, e.times, p.starts, p.ends
    FROM period p JOIN grids_taskentry e ON e.frequency = p.frequency AND e.evidence <> 'roster'
    JOIN grids_taskitem i ON i.id = e.item_id JOIN grids_taskcategory c ON c.id = i.category_id AND c.version_id = p.version
), off AS (
  SELECT se.taskentry_id AS entry_id, ss.unit_id AS station_id, line.starts, count(DISTINCT day) AS days
    FROM grids_suspension s
    JOIN grids_suspension_entries se ON se.suspension_id = s.id JOIN grids_suspension_stations ss ON ss.suspension_id = s.id
    JOIN line ON line.id = se.taskentry_id AND line.starts < s.ends AND line.ends > s.starts
    CROSS JOIN LATERAL generate_series(greatest(s.starts, line.starts), least(s.ends, line.ends) - 1, interval '1 day') AS day
   GROUP BY 1, 2, 3
), asked AS (
  SELECT g.id AS grid_id, line.id AS entry_id, line.starts, line.ends, line.ends - 1 AS due_on, line.times AS planned,
         floor(line.times * greatest(0, alive.days - coalesce(off.days, 0)) / (line.ends - line.starts)::numeric) AS needed
    FROM line JOIN grids_grid g ON g.starts < line.ends AND (g.ends IS NULL OR g.ends > line.starts)
    CROSS JOIN LATERAL (SELECT least(line.ends, coalesce(g.ends, line.ends)) - greatest(line.starts, g.starts) AS days) alive
    LEFT JOIN off ON off.entry_id = line.id AND off.station_id = g.station_id AND off.starts = line.starts
   WHERE %(station)s IS NULL OR g.station_id = %(station)s
)
INSERT INTO grids_taskdue (grid_id, entry_id, starts, ends, due_on, planned, needed, officer_id)
SELECT grid_id, entry_id, starts, ends, due_on, planned, needed, {OFFICER.format(grid="asked.grid_id", day="asked.due_on")} FROM asked
ON CONFLICT (grid_id, starts, entry_id) DO UPDATE SET needed = EXCLUDED.needed, officer_id = EXCLUDED.officer_id
 WHERE (grids_taskdue.needed, grids_taskdue.officer_id) IS DISTINCT FROM (EXCLUDED.needed, EXCLUDED.officer_id)"""

CHARGE = f"""
UPDATE grids_taskdue due SET officer_id = answers.person_id
  FROM (SELECT d.id, {OFFICER.format(grid="d.grid_id", day="d.due_on")} AS person_id
          FROM grids_taskdue d WHERE d.grid_id = ANY(%(grids)s) AND d.due_on >= %(day)s) answers
 WHERE answers.id = due.id AND due.officer_id IS DISTINCT FROM answers.person_id"""


def make(periods: Iterable[Period], *, station: int | None = None) -> int:
    """Make or correct the dues of the periods for all grids (or those of one station); how many rows were written."""
    rows = [(period, version) for period in periods if (version := _version(period.starts))]
    given: dict[str, Any] = {
        "frequencies": [str(period.frequency) for period, _ in rows],
        "starts": [period.starts for period, _ in rows],
        "ends": [period.ends for period, _ in rows],
        "versions": [version for _, version in rows],
        "station": station,
    }
    with connection.cursor() as cursor:
        cursor.execute(MAKE, given)
        return cursor.rowcount


def _version(day: date) -> int | None:
    return CatalogueVersion.objects.in_force("tasks", day).values_list("pk", flat=True).first()


def made_between(starts: date, ends: date) -> list[Period]:
    """The periods touching starts..ends (half-open) whose dues have been made already."""
    touched = TaskDue.objects.filter(starts__lt=ends, ends__gt=starts, due_on__gte=starts)
    return [Period(*row) for row in touched.order_by().values_list("entry__frequency", "starts", "ends").distinct()]


def charge(grids: list[int], day: date) -> int:
    """Set anew who answers for what is due from the day on, after these grids changed hands."""
    with connection.cursor() as cursor:
        cursor.execute(CHARGE, {"grids": grids, "day": day})
        return cursor.rowcount
