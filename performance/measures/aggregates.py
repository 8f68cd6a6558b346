"""The one SELECT behind each measure: one row per thing counted, with its day, place, person and its count triple.

Every text takes %(starts)s and %(ends)s (the period as moments), %(first)s and %(last)s (its days, last excluded), %(as_of)s (what is due
later is not counted yet) and %(settled)s (until when a closing counts). It yields the columns of `COLUMNS`. Facts are the sums of the rows
whose `excluded` is empty; the drill-down of a score reads the same rows, so the list and the number cannot differ.
"""

COLUMNS = (
    "subject",  # key of the row counted
    "owner",  # key of what its page shows: the ticket, the due, the log
    "reference",  # number that people know it by
    "day",
    "station_id",
    "squad_id",
    "grid_id",
    "officer_id",
    "item",
    "needed",
    "done",
    "in_time",
    "credit",  # hundredths, for half values
    "excluded",  # a code of EXCLUSIONS, or empty
)

PLACE = """p.station_id, p.squad_id, p.grid_id, p.handler_id AS officer_id, i.code AS item"""
PARTS = """JOIN whistle_reporting_ticket t ON t.id = p.ticket_id JOIN whistle_reporting_item i ON i.id = t.item_id"""
GONE = """WHEN p.state = 'cancelled' THEN 'withdrawn' WHEN p.state = 'returned' THEN 'returned'"""


def obligation(clock: str) -> str:
    """What a clock of the tickets' parts asked for in the period: due in it, met, met in time. A suspended one is not due."""
    return f"""
SELECT c.id AS subject, t.id AS owner, t.number AS reference, (c.due_at AT TIME ZONE 'Asia/Shanghai')::date AS day, {PLACE},
       1 AS needed, (c.stopped_at IS NOT NULL)::int AS done, COALESCE(c.in_time, FALSE)::int AS in_time,
       100 * (c.stopped_at IS NOT NULL)::int AS credit,
       CASE {GONE}
            WHEN c.stopped_at IS NULL AND c.paused_at IS NOT NULL THEN 'pending'
            WHEN c.stopped_at IS NULL AND c.due_at > %(as_of)s THEN 'not_due' ELSE '' END AS excluded
FROM whistle_reporting_clock c JOIN whistle_reporting_part p ON p.id = c.part_id {PARTS}
WHERE c.kind = '{clock}' AND c.due_at >= %(starts)s AND c.due_at < %(ends)s AND p.station_id IS NOT NULL"""


CLOSING = f"""
SELECT p.id AS subject, t.id AS owner, t.number AS reference, (c.due_at AT TIME ZONE 'Asia/Shanghai')::date AS day, {PLACE},
       1 AS needed, COALESCE(p.state = 'closed' AND p.closed_at < %(settled)s, FALSE)::int AS done,
       COALESCE(p.state = 'closed' AND p.closed_at < %(settled)s AND p.disposal_in_time, FALSE)::int AS in_time,
       100 * COALESCE(p.state = 'closed' AND p.closed_at < %(settled)s, FALSE)::int AS credit,
       CASE {GONE}
            WHEN c.stopped_at IS NULL AND c.paused_at IS NOT NULL THEN 'pending'
            WHEN c.stopped_at IS NULL AND c.due_at > %(as_of)s THEN 'not_due'
            WHEN p.state = 'done' THEN 'awaits_verdict' ELSE '' END AS excluded
FROM whistle_reporting_clock c JOIN whistle_reporting_part p ON p.id = c.part_id AND p.round = c.round {PARTS}
WHERE c.kind = 'disposal' AND c.due_at >= %(starts)s AND c.due_at < %(ends)s AND p.station_id IS NOT NULL"""

REWORK = f"""
SELECT p.id AS subject, t.id AS owner, t.number AS reference, (p.closed_at AT TIME ZONE 'Asia/Shanghai')::date AS day, {PLACE},
       1 AS needed, (p.round > 0)::int AS done, 0 AS in_time, 100 * (p.round > 0)::int AS credit, '' AS excluded
FROM whistle_reporting_part p {PARTS}
WHERE p.state = 'closed' AND p.closed_at >= %(starts)s AND p.closed_at < %(ends)s AND p.station_id IS NOT NULL"""


def answer(column: str, unanswered: str, **credits: int) -> str:
    """One question of the street's verdict: full answers are `done`, half values stand in `credit`."""
    cases = " ".join(f"WHEN '{word}' THEN {value}" for word, value in credits.items())
    return f"""
SELECT v.id AS subject, t.id AS owner, t.number AS reference, (v.given_at AT TIME ZONE 'Asia/Shanghai')::date AS day, {PLACE},
       1 AS needed, ((CASE v.{column} {cases} ELSE 0 END) = 100)::int AS done, 0 AS in_time,
       CASE v.{column} {cases} ELSE 0 END AS credit,
       CASE WHEN v.{column} = '{unanswered}' THEN 'no_answer' ELSE '' END AS excluded
FROM whistle_reporting_verdict v JOIN whistle_reporting_part p ON p.id = v.part_id {PARTS}
WHERE v.given_at >= %(starts)s AND v.given_at < %(ends)s AND p.station_id IS NOT NULL"""


TASKS = """
SELECT d.id AS subject, d.id AS owner, e.code AS reference, d.due_on AS day, g.station_id, g.squad_id, d.grid_id, d.officer_id,
       i.code AS item, d.needed::int AS needed,
       LEAST(d.needed, COALESCE(sum(l.count), 0))::int AS done,
       LEAST(d.needed, COALESCE(sum(l.count) FILTER (WHERE l.done_on <= d.due_on), 0))::int AS in_time,
       100 * LEAST(d.needed, COALESCE(sum(l.count), 0))::int AS credit,
       CASE WHEN d.needed = 0 THEN 'suspended' WHEN d.due_on > (%(as_of)s AT TIME ZONE 'Asia/Shanghai')::date THEN 'not_due'
            ELSE '' END AS excluded
FROM grids_taskdue d JOIN grids_grid g ON g.id = d.grid_id
     JOIN grids_taskentry e ON e.id = d.entry_id JOIN grids_taskitem i ON i.id = e.item_id
     LEFT JOIN grids_tasklog l ON l.due_id = d.id AND l.state IN ('logged', 'verified')
WHERE d.due_on >= %(first)s AND d.due_on < %(last)s
GROUP BY d.id, e.code, g.station_id, g.squad_id, i.code"""

CHECKS = """
SELECT l.id AS subject, l.id AS owner, e.code AS reference, l.done_on AS day, g.station_id, g.squad_id, l.grid_id, l.officer_id,
       i.code AS item, 1 AS needed, (l.state = 'verified')::int AS done, 0 AS in_time, 100 * (l.state = 'verified')::int AS credit,
       CASE l.state WHEN 'logged' THEN 'not_checked' WHEN 'withdrawn' THEN 'withdrawn' ELSE '' END AS excluded
FROM grids_tasklog l JOIN grids_grid g ON g.id = l.grid_id
     JOIN grids_taskentry e ON e.id = l.entry_id JOIN grids_taskitem i ON i.id = e.item_id
WHERE l.done_on >= %(first)s AND l.done_on < %(last)s"""

PROMPT_MINUTES = 15
VISITS = f"""
SELECT v.id AS subject, v.id AS owner, to_char(v.day, 'MMDD') || '-' || lpad(v.number::text, 3, '0') AS reference, v.day,
       s.station_id, NULL::bigint AS squad_id, s.grid_id, v.clerk_id AS officer_id, '' AS item,
       1 AS needed, (v.state IN ('completed', 'passed_on'))::int AS done,
       (v.state IN ('completed', 'passed_on') AND v.waited_minutes <= {PROMPT_MINUTES})::int AS in_time,
       100 * (v.state IN ('completed', 'passed_on'))::int AS credit,
       CASE v.state WHEN 'left' THEN 'left' WHEN 'completed' THEN '' WHEN 'passed_on' THEN '' ELSE 'not_due' END AS excluded
FROM workstations_visit v JOIN workstations_site s ON s.id = v.site_id
WHERE v.day >= %(first)s AND v.day < %(last)s"""
