"""Who reaches a ticket through its parts, kept on the ticket, so that one index answers for words and reach at once."""

import django.contrib.postgres.fields
from django.db import migrations, models
from django.db.models import Value

FUNCTIONS = """
CREATE FUNCTION ticket_reach(bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE whistle_reporting_ticket t SET reach = now.reach FROM (
    SELECT p.ticket_id, array_agg(DISTINCT token.name COLLATE "C" ORDER BY token.name COLLATE "C") AS reach
      FROM whistle_reporting_part p CROSS JOIN LATERAL (VALUES
        ('u' || p.station_id::text), ('u' || p.squad_id::text), ('p' || p.handler_id::text), ('g' || p.grid_id::text)) AS token (name)
     WHERE p.ticket_id = ANY($1) AND token.name IS NOT NULL GROUP BY p.ticket_id) now
   WHERE t.id = now.ticket_id AND t.reach <> now.reach;
END $$;

CREATE FUNCTION parts_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ticket_reach(ARRAY(SELECT DISTINCT ticket_id FROM fresh));
  RETURN NULL;
END $$;

CREATE FUNCTION part_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM whistle_reporting_ticket WHERE id = NEW.ticket_id FOR NO KEY UPDATE; -- another part of it may move at the same time
  PERFORM ticket_reach(ARRAY[NEW.ticket_id]);
  RETURN NULL;
END $$;

CREATE FUNCTION search_scope(ticket bigint, street bigint, reach text[]) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 5 AS $$
  SELECT reach || ARRAY['s' || street::text, 'n' || (ticket >> 12)::text, 'm' || (ticket >> 15)::text]
$$;
"""
TRIGGERS = """
CREATE TRIGGER reach_of_new_parts AFTER INSERT ON whistle_reporting_part
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION parts_came();
CREATE TRIGGER reach_of_a_part AFTER UPDATE OF station_id, squad_id, handler_id, grid_id ON whistle_reporting_part
  FOR EACH ROW WHEN ((OLD.station_id, OLD.squad_id, OLD.handler_id, OLD.grid_id)
    IS DISTINCT FROM (NEW.station_id, NEW.squad_id, NEW.handler_id, NEW.grid_id)) EXECUTE FUNCTION part_moved();
"""
UNTRIGGERED = """
DROP TRIGGER reach_of_new_parts ON whistle_reporting_part;
DROP TRIGGER reach_of_a_part ON whistle_reporting_part;
"""
DROPPED = """
DROP FUNCTION search_scope(bigint, bigint, text[]);
DROP FUNCTION part_moved();
DROP FUNCTION parts_came();
DROP FUNCTION ticket_reach(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("whistle_reporting", "0008_events_without_people")]
    operations = [
        migrations.AddField(
            model_name="ticket",
            name="reach",
            field=django.contrib.postgres.fields.ArrayField(
                models.TextField(), default=list, db_default=Value([]), editable=False, size=None
            ),
        ),
        migrations.RunSQL(FUNCTIONS, DROPPED),
        migrations.RunSQL(TRIGGERS, UNTRIGGERED),
    ]
