"""The workload index of every grid in one statement; `grids.workload` is its twin in Python."""

from datetime import date

from django.db import connection

from grids.workload import CAP_QUANTILE, TIDAL_SHARE

LATEST = """
latest AS (
  SELECT DISTINCT ON (v.grid_id, v.indicator_id) v.grid_id, v.indicator_id, v.value
    FROM grids_indicatorvalue v JOIN grids_grid g ON g.id = v.grid_id
   WHERE v.as_of <= %(day)s AND g.starts <= %(day)s AND (g.ends IS NULL OR g.ends > %(day)s)
   ORDER BY v.grid_id, v.indicator_id, v.as_of DESC
), caps AS (
  SELECT indicator_id, percentile_cont(%(quantile)s) WITHIN GROUP (ORDER BY value) AS cap FROM latest GROUP BY indicator_id
)"""

FILL = f"""
WITH {LATEST}, kept AS (
  INSERT INTO grids_indicatorcap (indicator_id, as_of, cap) SELECT indicator_id, %(day)s, cap FROM caps
  ON CONFLICT (as_of, indicator_id) DO UPDATE SET cap = EXCLUDED.cap
), corrections AS (
  SELECT latest.grid_id,
         sum(w.weight * CASE WHEN latest.value <= 0 THEN 0 WHEN caps.cap <= 0 THEN 1
                             ELSE least(1, ln(1 + latest.value::float8) / ln(1 + caps.cap)) END) AS correction
    FROM latest JOIN caps USING (indicator_id) JOIN grids_indicatorweight w USING (indicator_id)
   WHERE w.version_id = %(version)s GROUP BY latest.grid_id
)
INSERT INTO grids_workloadindex (grid_id, version_id, as_of, base, correction, index)
SELECT g.id, %(version)s, %(day)s, p.base, coalesce(c.correction, 0), p.base * (1 + coalesce(c.correction, 0))
  FROM grids_grid g CROSS JOIN LATERAL (SELECT g.population + %(tidal)s * g.tidal_population AS base) p
  LEFT JOIN corrections c ON c.grid_id = g.id
 WHERE g.starts <= %(day)s AND (g.ends IS NULL OR g.ends > %(day)s)
ON CONFLICT (grid_id, as_of, version_id)
DO UPDATE SET base = EXCLUDED.base, correction = EXCLUDED.correction, index = EXCLUDED.index"""

OF_GRID = f"""
WITH kept AS (
  SELECT indicator_id, cap FROM grids_indicatorcap WHERE as_of = (SELECT max(as_of) FROM grids_indicatorcap WHERE as_of <= %(day)s)
), {LATEST}, known AS (
  SELECT * FROM kept UNION ALL SELECT * FROM caps WHERE NOT EXISTS (SELECT FROM kept)
)
SELECT i.number, coalesce(own.value, 0), coalesce(known.cap, 0), w.weight::float8
  FROM grids_indicatorweight w JOIN grids_indicator i ON i.id = w.indicator_id
  LEFT JOIN LATERAL (
    SELECT value FROM grids_indicatorvalue WHERE grid_id = %(grid)s AND indicator_id = i.id AND as_of <= %(day)s ORDER BY as_of DESC LIMIT 1
  ) own ON true
  LEFT JOIN known ON known.indicator_id = i.id
 WHERE w.version_id = %(version)s ORDER BY i.number"""


def fill(version: int, day: date) -> int:
    """Compute the index of every grid that is valid on the day, and keep the caps that it was computed with; how many."""
    with connection.cursor() as cursor:
        cursor.execute(FILL, _given(version, day))
        return cursor.rowcount


def counts_of(grid: int, version: int, day: date) -> list[tuple[int, int, float, float]]:
    """(number, count, cap, weight) of each indicator of a grid; the caps are those of all grids as last computed, else computed here."""
    with connection.cursor() as cursor:
        cursor.execute(OF_GRID, _given(version, day) | {"grid": grid})
        return cursor.fetchall()


def _given(version: int, day: date) -> dict:
    return {"version": version, "day": day, "quantile": CAP_QUANTILE, "tidal": TIDAL_SHARE}
