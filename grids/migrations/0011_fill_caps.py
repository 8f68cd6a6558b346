"""The caps as of the day on which the index was computed last; the night computes those of every day to come."""

from django.db import migrations

FILL = """
WITH day AS (SELECT max(as_of) AS as_of FROM grids_workloadindex), latest AS (
  SELECT DISTINCT ON (v.grid_id, v.indicator_id) v.indicator_id, v.value
    FROM day, grids_indicatorvalue v JOIN grids_grid g ON g.id = v.grid_id
   WHERE v.as_of <= day.as_of AND g.starts <= day.as_of AND (g.ends IS NULL OR g.ends > day.as_of)
   ORDER BY v.grid_id, v.indicator_id, v.as_of DESC
)
INSERT INTO grids_indicatorcap (indicator_id, as_of, cap)
SELECT indicator_id, day.as_of, percentile_cont(0.95) WITHIN GROUP (ORDER BY value) FROM latest, day GROUP BY indicator_id, day.as_of
ON CONFLICT DO NOTHING
"""


class Migration(migrations.Migration):
    dependencies = [("grids", "0010_caps_of_indicators")]
    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]
