"""Clocks as statements: every one reads the moment and the amounts from the events that caused it, so replaying events rebuilds them.

moment: when the step happened; a late entry carries `happened_at` beside the time at which it was written down.
"""

from collections.abc import Iterable

from django.db import connection

MOMENT = "coalesce((e.data->>'happened_at')::timestamptz, e.at)"

# OFFSET 0 in the statement keeps the deadline from being counted once per use
# amount and unit per kind; with an appointment arrival is due then and disposal a day later
ALLOWED = {
    "receipt": ("r.receipt_amount", "r.receipt_unit"),
    "arrival": (
        "CASE WHEN t.appointed_at IS NULL THEN i.arrive_minutes::integer ELSE {until_appointment} END",
        "'minutes'",
    ),
    "disposal": (
        "CASE WHEN i.dispose_span = 'appointment' THEN {until_appointment} + 1440 ELSE i.dispose_amount::integer END",
        "CASE i.dispose_span WHEN 'appointment' THEN 'minutes' WHEN 'hours' THEN r.hour_unit ELSE r.day_unit END",
    ),
    "verdict": ("r.verdict_amount", "r.verdict_unit"),
}
UNTIL_APPOINTMENT = "greatest(1, ceil(extract(epoch FROM coalesce(t.appointed_at, {moment}) - {moment}) / 60)::integer)"

START = """
INSERT INTO whistle_reporting_clock (part_id, kind, round, amount, unit, calendar_version_id, started_at, first_due_at, due_at,
                                     is_provisional, minutes_paused, extended_by, entries)
SELECT part_id, %(kind)s, round, amount, unit, version, started, due, due, clock_is_provisional(started, due, unit, version), 0, 0,
       jsonb_build_array(jsonb_build_object('what', 'start', 'at', started, 'due', due))
  FROM (SELECT *, clock_due(started, amount, unit, version) AS due
          FROM (SELECT p.id AS part_id, p.round, {moment} AS started, {amount} AS amount, {unit} AS unit, v.id AS version
                  FROM whistle_reporting_partevent e
                  JOIN whistle_reporting_part p ON p.id = e.subject_id AND p.kind <> 'outside_lead'
                  JOIN whistle_reporting_ticket t ON t.id = p.ticket_id
                  JOIN whistle_reporting_item i ON i.id = t.item_id
                  JOIN whistle_reporting_classrule r ON r.version_id = i.version_id AND r.klass = i.klass
                  JOIN workcalendar_version v ON v.calendar = 'office' AND v.valid @> {moment}
                 WHERE e.id = ANY(%(events)s)) allowed
         WHERE amount IS NOT NULL OFFSET 0) counted
ON CONFLICT (part_id, kind, round) DO NOTHING
"""

# a clock that is stopped while it is suspended has stood still since then
STOP = f"""
UPDATE whistle_reporting_clock c
   SET stopped_at = {MOMENT},
       minutes_used = greatest(0, clock_minutes(c.started_at, coalesce(c.paused_at, {MOMENT}), c.unit, c.calendar_version_id)
                                  - c.minutes_paused),
       in_time = CASE WHEN %(void)s THEN NULL ELSE coalesce(c.paused_at, {MOMENT}) <= c.due_at END,
       entries = c.entries || jsonb_build_object('what', 'stop', 'at', {MOMENT}, 'due', c.due_at)
  FROM whistle_reporting_partevent e
 WHERE e.id = ANY(%(events)s) AND c.part_id = e.subject_id AND c.kind = ANY(%(kinds)s) AND c.stopped_at IS NULL
"""

PAUSE = f"""
UPDATE whistle_reporting_clock c
   SET paused_at = {MOMENT},
       entries = c.entries || jsonb_build_object('what', 'pause', 'at', {MOMENT}, 'due', c.due_at, 'note', e.note)
  FROM whistle_reporting_partevent e
 WHERE e.id = ANY(%(events)s) AND c.part_id = e.subject_id AND c.stopped_at IS NULL AND c.paused_at IS NULL
"""

RESUME = f"""
UPDATE whistle_reporting_clock c
   SET due_at = moved.due,
       is_provisional = clock_is_provisional(c.started_at, moved.due, c.unit, c.calendar_version_id),
       minutes_paused = c.minutes_paused + moved.minutes,
       paused_at = NULL,
       entries = c.entries || jsonb_build_object('what', 'resume', 'at', moved.at, 'due', moved.due, 'minutes', moved.minutes)
  FROM (SELECT k.id, {MOMENT} AS at, clock_resumed(k.due_at, k.paused_at, {MOMENT}, k.unit, k.calendar_version_id) AS due,
               clock_minutes(k.paused_at, {MOMENT}, k.unit, k.calendar_version_id) AS minutes
          FROM whistle_reporting_clock k JOIN whistle_reporting_partevent e ON e.subject_id = k.part_id
         WHERE e.id = ANY(%(events)s) AND k.stopped_at IS NULL AND k.paused_at IS NOT NULL) moved
 WHERE c.id = moved.id
"""

EXTEND = f"""
UPDATE whistle_reporting_clock c
   SET due_at = moved.due,
       is_provisional = clock_is_provisional(c.started_at, moved.due, c.unit, c.calendar_version_id),
       extended_by = c.extended_by + moved.amount,
       entries = c.entries || jsonb_build_object('what', 'extend', 'at', moved.at, 'due', moved.due, 'amount', moved.amount)
  FROM (SELECT k.id, {MOMENT} AS at, (e.data->>'amount')::integer AS amount,
               clock_due(k.due_at, (e.data->>'amount')::integer, k.unit, k.calendar_version_id) AS due
          FROM whistle_reporting_clock k JOIN whistle_reporting_partevent e ON e.subject_id = k.part_id
         WHERE e.id = ANY(%(events)s) AND k.kind = 'disposal' AND k.stopped_at IS NULL) moved
 WHERE c.id = moved.id
"""

# what the lists and the measures read, from the clocks
SETTLE = """
UPDATE whistle_reporting_part p
   SET receipt_minutes = s.receipt_minutes, arrival_minutes = s.arrival_minutes, disposal_minutes = s.disposal_minutes,
       receipt_in_time = s.receipt_in_time, arrival_in_time = s.arrival_in_time, disposal_in_time = s.disposal_in_time,
       due_at = s.due_at, due_clock = coalesce(s.due_clock, ''), due_provisional = coalesce(s.due_provisional, false)
  FROM (SELECT q.id,
               max(c.minutes_used) FILTER (WHERE c.kind = 'receipt') AS receipt_minutes,
               max(c.minutes_used) FILTER (WHERE c.kind = 'arrival') AS arrival_minutes,
               sum(c.minutes_used) FILTER (WHERE c.kind = 'disposal') AS disposal_minutes,
               bool_and(c.in_time) FILTER (WHERE c.kind = 'receipt') AS receipt_in_time,
               bool_and(c.in_time) FILTER (WHERE c.kind = 'arrival') AS arrival_in_time,
               bool_and(c.in_time) FILTER (WHERE c.kind = 'disposal') AS disposal_in_time,
               min(c.due_at) FILTER (WHERE c.stopped_at IS NULL) AS due_at,
               (array_agg(c.kind ORDER BY c.due_at) FILTER (WHERE c.stopped_at IS NULL))[1] AS due_clock,
               (array_agg(c.is_provisional ORDER BY c.due_at) FILTER (WHERE c.stopped_at IS NULL))[1] AS due_provisional
          FROM whistle_reporting_part q LEFT JOIN whistle_reporting_clock c ON c.part_id = q.id
         WHERE q.id = ANY(%(parts)s) GROUP BY q.id) s
 WHERE p.id = s.id
"""
SETTLE_TICKETS = """
UPDATE whistle_reporting_ticket t
   SET due_at = (SELECT min(p.due_at) FROM whistle_reporting_part p
                  WHERE p.ticket_id = t.id AND NOT p.is_paused AND p.state NOT IN ('returned', 'closed', 'cancelled'))
 WHERE t.id IN (SELECT ticket_id FROM whistle_reporting_part WHERE id = ANY(%(parts)s))
"""

# a deadline counted with a year that was not confirmed, counted again with the version in use now
RECOUNT = """
UPDATE whistle_reporting_clock c
   SET due_at = n.due, calendar_version_id = n.version, is_provisional = clock_is_provisional(c.started_at, n.due, c.unit, n.version),
       entries = c.entries || jsonb_build_object('what', 'recount', 'at', %(at)s::timestamptz, 'due', n.due)
  FROM (SELECT k.id, v.id AS version,
               CASE WHEN k.minutes_paused = 0 THEN clock_due(k.started_at, (k.amount + k.extended_by)::integer, k.unit, v.id)
                    ELSE add_working_minutes(clock_due(k.started_at, (k.amount + k.extended_by)::integer, k.unit, v.id),
                                             k.minutes_paused::integer, v.id) END AS due
          FROM whistle_reporting_clock k JOIN workcalendar_version v ON v.calendar = 'office' AND v.valid @> %(at)s::timestamptz
         WHERE k.stopped_at IS NULL AND k.is_provisional AND k.paused_at IS NULL AND k.calendar_version_id <> v.id) n
 WHERE c.id = n.id RETURNING c.part_id
"""


def start(events: list[int], kinds: Iterable[str]) -> None:
    """Start the clocks of these kinds for the parts of the events; one that runs or ran in this round is left alone."""
    for kind in sorted(kinds):
        amount, unit = ALLOWED[kind]
        until = UNTIL_APPOINTMENT.format(moment=MOMENT)
        statement = START.format(moment=MOMENT, amount=amount.format(until_appointment=until), unit=unit)
        _run(statement, events=events, kind=kind)


def stop(events: list[int], kinds: Iterable[str], *, void: bool = False) -> None:
    """Stop them and write down the minutes used; a void clock is neither in time nor late."""
    if kinds := sorted(kinds):
        _run(STOP, events=events, kinds=kinds, void=void)


def pause(events: list[int]) -> None:
    _run(PAUSE, events=events)


def resume(events: list[int]) -> None:
    """What was left at the pause is left at the resumption."""
    _run(RESUME, events=events)


def extend(events: list[int]) -> None:
    """Move the running disposal deadline by the amount that the event grants, in the clock's own unit."""
    _run(EXTEND, events=events)


def settle(parts: list[int]) -> None:
    """Copy minutes, in-time marks and the next deadline to the parts, and the earliest deadline to their tickets."""
    _run(SETTLE, parts=parts)
    _run(SETTLE_TICKETS, parts=parts)


def recount(at) -> int:
    """Count provisional running deadlines again with the calendar in use now; returns how many moved to it."""
    with connection.cursor() as cursor:
        cursor.execute(RECOUNT, {"at": at})
        parts = sorted({part for (part,) in cursor.fetchall()})
    settle(parts)
    return len(parts)


def _run(statement: str, **given) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
