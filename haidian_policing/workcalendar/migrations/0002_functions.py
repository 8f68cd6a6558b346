"""Deadline arithmetic for whole tables, and the refusal to edit a version; the Python twin is arithmetic.py."""

from django.db import migrations

# Positions are working microseconds since the first slot of a version. Outside the version's days everything is NULL.
FUNCTIONS = """
CREATE FUNCTION working_position(at timestamptz, version bigint) RETURNS bigint
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE slot record;
BEGIN
    SELECT s.starts, s.ends, s.before, s.resumes INTO slot
      FROM workcalendar_slot s WHERE s.version_id = version AND s.starts <= at ORDER BY s.starts DESC LIMIT 1;
    IF at > slot.resumes THEN RETURN NULL; END IF;
    RETURN slot.before * 60000000::bigint + (extract(epoch FROM least(at, slot.ends) - slot.starts) * 1000000)::bigint;
END $$;

CREATE FUNCTION shift_working_time(at timestamptz, microseconds bigint, version bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    target bigint;
    whole integer;
    slot record;
BEGIN
    target := working_position(at, version) + microseconds;
    IF target IS NULL OR target < 0 THEN RETURN NULL; END IF;
    -- Forwards a boundary belongs to the period that ends there, backwards and at zero to the one that begins.
    whole := CASE WHEN microseconds > 0 THEN (target - 1) / 60000000 ELSE target / 60000000 END;
    SELECT s.starts, s.before, s.after INTO slot
      FROM workcalendar_slot s WHERE s.version_id = version AND s.before <= whole ORDER BY s.before DESC LIMIT 1;
    IF whole >= slot.after THEN RETURN NULL; END IF;
    RETURN slot.starts + (target - slot.before * 60000000::bigint) * interval '1 microsecond';
END $$;

CREATE FUNCTION add_working_minutes(at timestamptz, minutes integer, version bigint) RETURNS timestamptz
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$ SELECT shift_working_time(at, minutes * 60000000::bigint, version) $$;

CREATE FUNCTION working_minutes_between(first timestamptz, last timestamptz, version bigint) RETURNS integer
LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
    SELECT ((working_position(last, version) - working_position(first, version)) / 60000000)::integer
$$;

CREATE FUNCTION add_working_days(at timestamptz, amount integer, version bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN (
        SELECT due.closes FROM workcalendar_day today
          JOIN workcalendar_day due ON due.version_id = version AND due.number = today.number + amount AND due.closes IS NOT NULL
         WHERE today.version_id = version AND today.date = (at AT TIME ZONE 'Asia/Shanghai')::date
    );
END $$;

CREATE FUNCTION working_days_between(first timestamptz, last timestamptz, version bigint) RETURNS integer
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    low timestamptz := least(first, last);
    high timestamptz := greatest(first, last);
    passed integer;
BEGIN
    SELECT greatest(0, ending.number - coalesce(ending.closes > high, false)::integer - beginning.number) INTO passed
      FROM workcalendar_day beginning, workcalendar_day ending
     WHERE beginning.version_id = version AND beginning.date = (low AT TIME ZONE 'Asia/Shanghai')::date
       AND ending.version_id = version AND ending.date = (high AT TIME ZONE 'Asia/Shanghai')::date;
    RETURN CASE WHEN first <= last THEN passed ELSE -passed END;
END $$;

CREATE FUNCTION resume_working_time(due timestamptz, paused timestamptz, resumed timestamptz, version bigint) RETURNS timestamptz
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE lost bigint := working_position(resumed, version) - working_position(paused, version);
BEGIN
    RETURN CASE WHEN lost = 0 THEN due ELSE shift_working_time(due, lost, version) END;
END $$;

CREATE FUNCTION touches_provisional_year(first timestamptz, last timestamptz, version bigint) RETURNS boolean
LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
BEGIN
    RETURN EXISTS (
        SELECT 1 FROM workcalendar_year y WHERE y.version_id = version AND y.state = 'provisional'
           AND y.year BETWEEN extract(year FROM first AT TIME ZONE 'Asia/Shanghai')
                          AND extract(year FROM last AT TIME ZONE 'Asia/Shanghai')
    );
END $$;

CREATE FUNCTION workcalendar_refuse_edit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a version of the work calendar is never edited: make a new one' USING ERRCODE = 'restrict_violation';
END $$;
"""
NAMES = (
    "working_position(timestamptz, bigint)",
    "shift_working_time(timestamptz, bigint, bigint)",
    "add_working_minutes(timestamptz, integer, bigint)",
    "working_minutes_between(timestamptz, timestamptz, bigint)",
    "add_working_days(timestamptz, integer, bigint)",
    "working_days_between(timestamptz, timestamptz, bigint)",
    "resume_working_time(timestamptz, timestamptz, timestamptz, bigint)",
    "touches_provisional_year(timestamptz, timestamptz, bigint)",
    "workcalendar_refuse_edit() CASCADE",
)
FROZEN = ("day", "slot", "season", "year")
TRIGGERS = "".join(
    f"CREATE TRIGGER version_is_final BEFORE UPDATE OR DELETE ON workcalendar_{table}"
    " FOR EACH ROW EXECUTE FUNCTION workcalendar_refuse_edit();\n"
    for table in FROZEN
)


class Migration(migrations.Migration):
    """SQL functions first, then the triggers that use one of them."""

    dependencies = [("workcalendar", "0001_initial")]
    operations = [
        migrations.RunSQL(FUNCTIONS, "".join(f"DROP FUNCTION {name};" for name in NAMES)),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
    ]
