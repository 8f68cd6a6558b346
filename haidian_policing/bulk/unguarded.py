"""Whole tables are loaded without indexes, foreign keys and triggers per row; all of them come back and see to every row at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError, connection, models, transaction

CONSTRAINTS = """
SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint
 WHERE conrelid = ANY(%s::regclass[]) AND contype = 'f' ORDER BY conname"""
INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i
 WHERE i.indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid) ORDER BY 1"""
TRIGGERS = """
SELECT tgrelid::regclass::text, quote_ident(tgname), split_part(encode(tgargs, 'escape'), E'\\\\000', 1) FROM pg_trigger
 WHERE tgrelid = ANY(%s::regclass[]) AND (tgname = 'state_has_event' OR tgname LIKE 'pgtrigger\\_insert%%') ORDER BY tgname"""
# a state that is not where the newest event left it, or has no event at all
UNTOLD = """
SELECT s.id FROM {table} s LEFT JOIN (
  SELECT DISTINCT ON (subject_id) subject_id, to_state FROM {events} ORDER BY subject_id, id DESC) e ON e.subject_id = s.id
 WHERE e.to_state IS DISTINCT FROM s.state LIMIT 1"""
HISTORY = """
INSERT INTO {history} (pgh_created_at, pgh_label, pgh_obj_id, {columns}) SELECT now(), 'insert', id, {columns} FROM {table} WHERE id > %s"""
SETTLE = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
MEMORY = "SET LOCAL maintenance_work_mem = '192MB'; SET LOCAL work_mem = '128MB'; SET LOCAL max_parallel_maintenance_workers = 1"


@dataclass
class Guards:
    """What stands on some tables, as statements that put it up again; `newest` is the last key of each before the load."""

    loaded: tuple[type[models.Model], ...]
    constraints: list[tuple[str, str, str]]
    indexes: list[tuple[str, str]]
    triggers: list[tuple[str, str, str]]
    newest: dict[type[models.Model], int]

    def take_down(self, cursor) -> None:
        for table, name, _definition in self.constraints:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for name, _definition in self.indexes:
            cursor.execute(f"DROP INDEX {name}")
        for table, name, _arguments in self.triggers:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")

    def put_up(self, cursor) -> None:
        """The planner is told how large the tables have become; then indexes, what the triggers see to, foreign keys."""
        cursor.execute(MEMORY)
        for model in self.loaded:
            cursor.execute(f"ANALYZE {model._meta.db_table}")
        for _name, definition in self.indexes:
            cursor.execute(definition)
        for model in self.loaded:
            self._write_history(cursor, model)
        for table, name, events in self.triggers:
            if events:
                self._check_states(cursor, table, events)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")
        for table, name, definition in self.constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")

    def _write_history(self, cursor, model: type[models.Model]) -> None:
        """The first line of the row history of every row that came."""
        history = getattr(model, "pgh_event_models", {}).get("insert")
        if history:
            names = [field.column for field in history._meta.fields if not field.name.startswith("pgh_")]
            columns = ", ".join(map(connection.ops.quote_name, names))
            given = {"table": model._meta.db_table, "history": history._meta.db_table, "columns": columns}
            cursor.execute(HISTORY.format(**given), [self.newest[model]])

    def _check_states(self, cursor, table: str, events: str) -> None:
        cursor.execute(UNTOLD.format(table=table, events=events))
        if row := cursor.fetchone():
            raise IntegrityError(f"the state of {table} {row[0]} is not where its events left it")


def _stands(cursor, statement: str, tables: list[str]) -> list:
    cursor.execute(statement, [tables])
    return cursor.fetchall()


@contextmanager
def unguarded(*loaded: type[models.Model], indexes: bool = True) -> Iterator[None]:
    """Load these tables without foreign keys, triggers per row and (unless the statements inside need them) indexes.

    For the owner of the tables, alone with them, in one transaction: at the end everything stands again, has checked every row, old and
    new, and row history is written; or nothing happened. Primary keys, unique and check constraints hold throughout.
    """
    tables = [model._meta.db_table for model in loaded]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(SETTLE)  # whatever was written before is checked now
        constraints, found, triggers = (_stands(cursor, statement, tables) for statement in (CONSTRAINTS, INDEXES, TRIGGERS))
        newest = {model: model._default_manager.aggregate(key=models.Max("pk"))["key"] or 0 for model in loaded}
        guards = Guards(loaded, constraints, found if indexes else [], triggers, newest)
        guards.take_down(cursor)
        yield
        cursor.execute(SETTLE)
        guards.put_up(cursor)
