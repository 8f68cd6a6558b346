"""Load data: closed tickets and verified task logs written again with all their rows, spread over earlier years, until there are enough.

Statement by statement inside the server, without triggers: the copies are as whole as what they were copied from.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.conf import settings
from django.db import connection, models

from grids.models import TaskLog, TaskLogEvent
from haidian_policing.launcher import keys, places, postgres
from whistle_reporting.models import Clock, Part, PartEvent, Ticket, TicketEvent, Verdict

YEARS = 10
MARK = "载"  # tickets of the load begin with it

TICKETS = """
CREATE TEMP TABLE copied ON COMMIT DROP AS
SELECT old, nextval(pg_get_serial_sequence('whistle_reporting_ticket', 'id')) AS new, away
  FROM (SELECT t.id AS old, make_interval(years => (n %% {years})::integer) AS away
          FROM whistle_reporting_ticket t CROSS JOIN generate_series(1, %(copies)s) n
         WHERE t.state = 'closed' AND t.number NOT LIKE '{mark}%%'
         ORDER BY t.filed_at - make_interval(years => (n %% {years})::integer) LIMIT %(missing)s) chosen;
CREATE TEMP TABLE copied_part ON COMMIT DROP AS
SELECT p.id AS old, nextval(pg_get_serial_sequence('whistle_reporting_part', 'id')) AS new, c.new AS ticket, c.away
  FROM copied c JOIN whistle_reporting_part p ON p.ticket_id = c.old;
"""
LOGS = """
CREATE TEMP TABLE copied ON COMMIT DROP AS
SELECT old, nextval(pg_get_serial_sequence('grids_tasklog', 'id')) AS new, away
  FROM (SELECT l.id AS old, make_interval(years => (n %% {years})::integer) AS away
          FROM (SELECT * FROM grids_tasklog WHERE state = 'verified' AND id <= %(newest)s) l
         CROSS JOIN generate_series(1, %(copies)s) n LIMIT %(missing)s) chosen;
"""
STAMP = f"'{MARK}' || lpad(k.new::text, 9, '0')"
TIED_TO_TICKET = (
    (Ticket, {"id": "k.new", "number": STAMP, "token": "gen_random_uuid()"}, "id"),
    (TicketEvent, {"subject_id": "k.new"}, "subject_id"),
)
TIED_TO_PART = (
    (Part, {"id": "k.new", "ticket_id": "k.ticket"}, "id"),
    (PartEvent, {"subject_id": "k.new"}, "subject_id"),
    (Clock, {"part_id": "k.new"}, "part_id"),
    (Verdict, {"part_id": "k.new"}, "part_id"),
)
TIED_TO_LOG = ((TaskLog, {"id": "k.new", "due_id": "NULL", "token": "NULL"}, "id"), (TaskLogEvent, {"subject_id": "k.new"}, "subject_id"))


def grow(model: type[models.Model], wanted: int) -> int:
    """Copy until the table has `wanted` rows; returns how many it has."""
    present = model._default_manager.count()
    if present < wanted:
        setup, groups = (
            (TICKETS, (("copied", TIED_TO_TICKET), ("copied_part", TIED_TO_PART)))
            if model is Ticket
            else (LOGS, (("copied", TIED_TO_LOG),))
        )
        with as_superuser() as cursor:
            _copy(cursor, model, setup, groups, wanted - present)
        present = model._default_manager.count()
    return present


def _copy(cursor, model, setup: str, groups, missing: int) -> None:
    cursor.execute("SET session_replication_role = replica; SET work_mem = '256MB'; SET maintenance_work_mem = '512MB'")
    done = {Ticket: "state = 'closed'", TaskLog: "state = 'verified'"}[model]
    cursor.execute(f"SELECT count(*), max(id) FROM {model._meta.db_table} WHERE {done}")
    sources, newest = cursor.fetchone()
    values = {"copies": -(-missing // max(1, sources)) + 1, "missing": missing, "newest": newest}
    cursor.execute(setup.format(years=YEARS, mark=MARK), values)
    for keys_table, tables in groups:
        cursor.execute(f"ANALYZE {keys_table}")
        for table, given, tied in tables:
            cursor.execute(_insert(table, given, tied, keys_table))


def _insert(model: type[models.Model], given: dict[str, str], tied: str, keys_table: str) -> str:
    """All columns as they are, moments moved back by the copy's years; keys and whatever is unique made anew."""
    columns = {field.column: _moved(field) for field in model._meta.concrete_fields if field.column not in ("id", "transaction")} | given
    names, values = ", ".join(f'"{name}"' for name in columns), ", ".join(columns.values())
    table = model._meta.db_table
    return f'INSERT INTO {table} ({names}) SELECT {values} FROM {keys_table} k JOIN {table} o ON o."{tied}" = k.old'


def _moved(field) -> str:
    column = f'o."{field.column}"'
    if isinstance(field, models.DateTimeField):
        return f"{column} - k.away"
    return f"({column} - k.away)::date" if isinstance(field, models.DateField) else column


@contextmanager
def as_superuser() -> Iterator:
    """A cursor of the embedded server's own superuser, who may leave triggers out; committed at the end, then counted for the planner."""
    data = Path(os.environ.get("PORTAL_DATA", settings.DATA))
    secrets, run = keys.load(data, database_exists=True), places.prepare(data).run
    line = psycopg2.connect(postgres.url(run, "postgres", secrets["postgres"], connection.settings_dict["NAME"]))
    try:
        with line, line.cursor() as cursor:
            yield cursor
        line.autocommit = True
        with line.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")
    finally:
        line.close()
