"""Statements over whole months: filling the facts from what happened, summing them up, and listing what was counted."""

import json
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from time import monotonic
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from performance.measures import AGGREGATES, MEASURES, Aggregate, Measure
from performance.measures.aggregates import COLUMNS
from performance.models import Fact, FillState, Period

CLOSING_GRACE = timedelta(days=5)  # a case due on the last day may close a little later and still counts as closed
FILL = """
INSERT INTO performance_fact (aggregate, month, day, station_id, squad_id, grid_id, officer_id, item, needed, done, in_time, credit)
SELECT %(aggregate)s, %(month)s, r.day, r.station_id, r.squad_id, r.grid_id, r.officer_id, r.item,
       sum(r.needed), sum(r.done), sum(r.in_time), sum(r.credit)
FROM ({rows}) r WHERE r.excluded = '' GROUP BY r.day, r.station_id, r.squad_id, r.grid_id, r.officer_id, r.item"""
SUMS = "excluded, count(*) AS rows, sum(needed) AS needed, sum(done) AS done, sum(in_time) AS in_time, sum(credit) AS credit"
SUMMED = f"SELECT {SUMS} FROM ({{rows}}) r WHERE r.station_id = %(station)s GROUP BY excluded"
CASES = f"""
WITH r AS MATERIALIZED (SELECT {", ".join(COLUMNS)} FROM ({{rows}}) unit WHERE unit.station_id = %(station)s),
     sums AS (SELECT {SUMS} FROM r GROUP BY excluded),
     page AS (SELECT * FROM r WHERE {{condition}} ORDER BY day, reference, subject LIMIT %(limit)s OFFSET %(offset)s)
SELECT (SELECT jsonb_agg(sums) FROM sums), page.* FROM (VALUES (1)) AS one LEFT JOIN page ON TRUE ORDER BY day, reference, subject"""


def moments(first: date, last: date, as_of: datetime) -> dict[str, Any]:
    """The parameters that every aggregate takes, for the days first..last (last excluded)."""
    starts, ends = (timezone.make_aware(datetime(day.year, day.month, day.day)) for day in (first, last))
    return {
        "starts": starts,
        "ends": ends,
        "first": first,
        "last": last,
        "as_of": min(as_of, ends + CLOSING_GRACE),
        "settled": ends + CLOSING_GRACE,
    }


@transaction.atomic
def fill(aggregate: Aggregate, month: date, until: date, at: datetime) -> int:
    """Count one aggregate for one accounting month anew; whoever fills the same slice meanwhile waits. Returns the rows written."""
    FillState.objects.bulk_create([FillState(aggregate=aggregate.code, month=month)], ignore_conflicts=True)
    state = FillState.objects.select_for_update().get(aggregate=aggregate.code, month=month)
    began = monotonic()
    Fact.objects.filter(aggregate=aggregate.code, month=month).delete()
    with connection.cursor() as cursor:
        cursor.execute(FILL.format(rows=aggregate.sql), {**moments(month, until, at), "aggregate": aggregate.code, "month": month})
        rows = cursor.rowcount
    needed = Fact.objects.filter(aggregate=aggregate.code, month=month).totals("aggregate")
    took = round(1000 * (monotonic() - began))
    cases = sum(row["needed"] for row in needed)
    FillState.objects.filter(pk=state.pk).update(filled_at=at, rows=rows, needed=cases, milliseconds=took)
    return rows


def fill_period(period: Period, at: datetime, progress=None, aggregates=AGGREGATES) -> int:
    """Fill every aggregate for every month of a period."""
    slices = [(aggregate, month, until) for month, until in months_of(period) for aggregate in aggregates.values()]
    rows = 0
    for done, (aggregate, month, until) in enumerate(slices, start=1):
        rows += fill(aggregate, month, until, at)
        if progress:
            progress(done, len(slices) + 1)
    return rows


def months_of(period: Period) -> list[tuple[date, date]]:
    """The accounting months of a period as (first day, first day after it)."""
    months, first = [], period.starts
    while first < period.ends:
        after = (first + timedelta(days=31)).replace(day=first.day) if first.day <= 28 else period.ends
        months.append((first, min(after, period.ends)))
        first = after
    return months


def unit_facts(period: Period, codes: list[str]) -> dict[int, dict[str, list[int]]]:
    """Per station and measure [numerator in hundredths, denominator], summed from the facts of the period in one statement."""
    wanted = [MEASURES[code] for code in codes]
    totals = Fact.objects.between(period.starts, period.ends).filter(aggregate__in={measure.aggregate for measure in wanted})
    found: dict[int, dict[str, list[int]]] = {}
    for row in totals.totals("station", "aggregate"):
        for measure in wanted:
            if measure.aggregate == row["aggregate"]:
                found.setdefault(row["station"], {})[measure.code] = [numerator(measure, row), row["needed"]]
    return found


def numerator(measure: Measure, row: dict[str, int]) -> int:
    """x in hundredths."""
    if measure.numerator == "credit":
        return row["credit"]
    return 100 * (row["needed"] - row["done"] if measure.numerator == "left" else row[measure.numerator])


def cases(
    measure: Measure, period: Period, station: int, at: datetime, *, show: str, limit: int, offset: int
) -> tuple[dict[str, dict[str, int]], list[dict[str, Any]]]:
    """(sums as `recounted` gives them, some of the rows behind one unit's value), in one pass.

    show: "missed" (counted, without full marks), "counted" or "excluded".
    """
    conditions = {"missed": f"excluded = '' AND {SHORT[measure.numerator]}", "counted": "excluded = ''", "excluded": "excluded <> ''"}
    sql = CASES.format(rows=measure.sql, condition=conditions[show])
    with connection.cursor() as cursor:
        cursor.execute(sql, {**moments(period.starts, period.ends, at), "station": station, "limit": limit, "offset": offset})
        found = cursor.fetchall()
    sums = [tuple(row[name] for name in ("excluded", *SUMMED_UP)) for row in json.loads(found[0][0] or "[]")]
    return _by_reason(sums), [dict(zip(COLUMNS, row[1:], strict=True)) for row in found if row[1] is not None]


SHORT = {"done": "done < needed", "in_time": "in_time < needed", "credit": "credit < 100 * needed", "left": "done < needed"}
SUMMED_UP = ("rows", "needed", "done", "in_time", "credit")


def recounted(measure: Measure, period: Period, station: int, at: datetime) -> dict[str, dict[str, int]]:
    """What the rows of one unit sum to now, by reason of exclusion ("" = counted)."""
    with connection.cursor() as cursor:
        cursor.execute(SUMMED.format(rows=measure.sql), {**moments(period.starts, period.ends, at), "station": station})
        return _by_reason(cursor.fetchall())


def _by_reason(rows: Iterable[tuple]) -> dict[str, dict[str, int]]:
    return {row[0]: dict(zip(SUMMED_UP, map(int, row[1:]), strict=True)) for row in rows}
