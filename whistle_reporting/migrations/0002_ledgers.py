"""Ledgers that only grow, states that need an event, the sequence of numbers, and deadline arithmetic by unit."""

from django.db import migrations

from haidian_policing.steps.ledger import append_only, guarded_by

# resume: working units move by the working time of the pause, natural units by its length.
FUNCTIONS = """
CREATE SEQUENCE whistle_ticket_number;

CREATE FUNCTION clock_due(starts timestamptz, amount integer, unit text, version bigint) RETURNS timestamptz
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE unit
        WHEN 'working_minutes' THEN add_working_minutes(starts, amount, version)
        WHEN 'working_hours' THEN add_working_minutes(starts, amount * 60, version)
        WHEN 'working_days' THEN add_working_days(starts, amount, version)
        WHEN 'minutes' THEN starts + amount * interval '1 minute'
        WHEN 'hours' THEN starts + amount * interval '1 hour'
        WHEN 'days' THEN starts + amount * interval '24 hours'
    END
$$;

CREATE FUNCTION clock_minutes(first timestamptz, last timestamptz, unit text, version bigint) RETURNS integer
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN unit LIKE 'working%' THEN working_minutes_between(first, last, version)
                ELSE floor(extract(epoch FROM last - first) / 60)::integer END
$$;

CREATE FUNCTION clock_resumed(due timestamptz, paused timestamptz, resumed timestamptz, unit text, version bigint) RETURNS timestamptz
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT CASE WHEN unit LIKE 'working%' THEN resume_working_time(due, paused, resumed, version) ELSE due + (resumed - paused) END
$$;

CREATE FUNCTION clock_is_provisional(first timestamptz, last timestamptz, unit text, version bigint) RETURNS boolean
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$ SELECT unit LIKE 'working%' AND touches_provisional_year(first, last, version) $$;
"""
DROPPED = """
DROP FUNCTION clock_is_provisional(timestamptz, timestamptz, text, bigint);
DROP FUNCTION clock_resumed(timestamptz, timestamptz, timestamptz, text, bigint);
DROP FUNCTION clock_minutes(timestamptz, timestamptz, text, bigint);
DROP FUNCTION clock_due(timestamptz, integer, text, bigint);
DROP SEQUENCE whistle_ticket_number;
"""


class Migration(migrations.Migration):
    dependencies = [("whistle_reporting", "0001_tables"), ("workcalendar", "0002_functions")]
    operations = [
        migrations.RunSQL(FUNCTIONS, DROPPED),
        append_only("whistle_reporting_ticketevent"),
        append_only("whistle_reporting_partevent"),
        guarded_by("whistle_reporting_ticket", "whistle_reporting_ticketevent"),
        guarded_by("whistle_reporting_part", "whistle_reporting_partevent"),
    ]
