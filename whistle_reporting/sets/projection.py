"""What a step does to a part beyond its state, written once: live steps, the rebuild and the demonstration use the same statements."""

from itertools import groupby

from django.db import connection

from whistle_reporting.lifecycle import FORMER, PART
from whistle_reporting.sets import clocks
from whistle_reporting.sets.clocks import MOMENT

BIRTH = frozenset({"receipt", "arrival"})  # clocks that start when a part is made
VOID = frozenset({"accept_return", "cancel"})  # clocks stopped by these are neither in time nor late
LATE = "late_entry = p.late_entry OR e.data ? 'happened_at'"
LAPSED = "extension_pending = false"  # nobody rules on more time once the work is reported, handed back or called off
HANDLER = "handler_id = (e.data->>'handler')::bigint"

COLUMNS = {
    "sign_for": f"signed_at = {MOMENT}",
    "dispatch": f"assigned_at = {MOMENT}, {HANDLER}",
    "transfer": HANDLER,
    "arrive": f"arrived_at = {MOMENT}, {LATE}",
    "report_done": f"done_at = {MOMENT}, {LATE}, result = e.data->>'result', {LAPSED},"
    f" total_minutes = greatest(0, floor(extract(epoch FROM {MOMENT} - p.opened_at) / 60)::integer)",
    "verdict": f"closed_at = {MOMENT}",
    "reopen": "round = p.round + 1, done_at = NULL, total_minutes = NULL",
    "ask_return": f"signed_at = coalesce(p.signed_at, {MOMENT}), return_reason_id = (e.data->>'return_reason')::bigint, {LAPSED}",
    "accept_return": f"closed_at = {MOMENT}",
    "refuse_return": "return_reason_id = NULL",
    "ask_extension": "extension_pending = true",
    "grant_extension": "extension_pending = false, extensions_granted = p.extensions_granted + 1",
    "refuse_extension": LAPSED,
    "suspend": "is_paused = true",
    "resume": "is_paused = false",
    "urge": "urged = p.urged + 1",
    "supervise": "is_supervised = true",
    "outside_start": "done_at = NULL",
    "outside_end": f"done_at = {MOMENT}, result = e.data->>'result'",
    "cancel": f"closed_at = {MOMENT}, is_paused = false, {LAPSED}",
}
RESET = """
DELETE FROM whistle_reporting_clock WHERE part_id = ANY(%(parts)s);
UPDATE whistle_reporting_part p
   SET signed_at = NULL, assigned_at = NULL, arrived_at = NULL, done_at = NULL, closed_at = NULL, total_minutes = NULL,
       round = 0, urged = 0, extensions_granted = 0, extension_pending = false,
       is_paused = false, is_supervised = false, late_entry = false, result = '',
       return_reason_id = NULL
 WHERE p.id = ANY(%(parts)s);
"""
IN_ORDER = """
SELECT verb, position, array_agg(id) FROM (
  SELECT id, verb, row_number() OVER (PARTITION BY subject_id ORDER BY id) AS position
    FROM whistle_reporting_partevent WHERE subject_id = ANY(%(parts)s)) numbered
GROUP BY position, verb ORDER BY position, verb
"""
NEWEST = "SELECT max(id) FROM whistle_reporting_partevent WHERE subject_id = ANY(%(parts)s) GROUP BY subject_id"
LAST_STATES = """
SELECT DISTINCT ON (subject_id) subject_id, to_state FROM whistle_reporting_partevent
 WHERE subject_id = ANY(%(parts)s) ORDER BY subject_id, id DESC
"""


def follow(verb: str, parts: list[int]) -> list[int]:
    """Apply the newest event of each of these parts, which is of this verb; returns the events."""
    events = [event for (event,) in _rows(NEWEST, parts=parts)]
    apply(verb, events)
    clocks.settle(parts)
    return events


def apply(verb: str, events: list[int]) -> None:
    """The effect of events of one verb on clocks and columns: stops, then columns, then starts."""
    step = PART.get(verb)
    if step is None:
        if verb not in FORMER:
            clocks.start(events, BIRTH)
        return
    clocks.stop(events, step.stops, void=verb in VOID)
    if verb in COLUMNS:
        _execute(
            f"UPDATE whistle_reporting_part p SET {COLUMNS[verb]} FROM whistle_reporting_partevent e"
            " WHERE e.id = ANY(%(events)s) AND p.id = e.subject_id",
            events=events,
        )
    if verb in MOVES:
        MOVES[verb](events)
    clocks.start(events, step.starts)


MOVES = {"suspend": clocks.pause, "resume": clocks.resume, "grant_extension": clocks.extend}


def replay(parts: list[int]) -> None:
    """Forget everything that is derived and derive it again from the events, position by position for all parts at once."""
    _execute(RESET, parts=parts)
    for (_, verb), rows in groupby(_rows(IN_ORDER, parts=parts), key=lambda row: (row[1], row[0])):
        for row in rows:
            apply(verb, row[2])
    clocks.settle(parts)


def last_states(parts: list[int]) -> dict[int, str]:
    """The state that each part's newest event left it in."""
    return dict(_rows(LAST_STATES, parts=parts))


def _rows(statement: str, **given) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


def _execute(statement: str, **given) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
