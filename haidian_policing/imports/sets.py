"""Staged rows against a model, in statements over all of them: compare, write, see who touched them since, take back.

Identifiers come from declarations and are quoted by Django; every value is a parameter or already in a table.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import pghistory.models
from django.apps import apps
from django.db import connection, models

from haidian_policing.imports.kinds import ImportKind, Stored
from haidian_policing.imports.models import StagedRow

ROWS = StagedRow._meta.db_table
BETWEEN = "E'\\x1f'"  # the parts of a key are joined by a sign that nobody types


def quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def run(sql: str, params: Sequence[Any] = ()) -> int:
    """Execute; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount


def asked(sql: str, params: Sequence[Any] = ()) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def key_of(values: dict[str, Any], keys: Sequence[str]) -> str:
    """The key of a row as the statements below build it."""
    return "\x1f".join("" if (value := values.get(name)) is None else str(value) for name in keys)


class Table:
    """One kind's model, for one person: every statement about it."""

    def __init__(self, kind: ImportKind, person, names: Iterable[str] = ()) -> None:
        self.kind, self.model = kind, kind.model
        self.names = frozenset(names)
        self.table = quoted(kind.model._meta.db_table)
        self.given = [stored for stored in kind.stored if stored.name in self.names]
        self.uncompared = sorted(self.names - {stored.name for stored in self.given if not stored.carried})
        self._person = person

    def compare(self, import_id: int) -> int:
        """Rows that exist already become changed, with what stands there; those that say the same go, and are counted."""
        known, params = self._known()
        run(
            f"UPDATE {ROWS} s SET state = CASE WHEN k.data @> (s.data - %s::text[]) THEN 'unchanged' ELSE 'changed' END,"
            f" before = k.data, target = k.id FROM ({known}) k WHERE s.run_id = %s AND s.state = 'new' AND k.key = s.key",
            [self.uncompared, *params, import_id],
        )
        return run(f"DELETE FROM {ROWS} WHERE run_id = %s AND state = 'unchanged'", [import_id])

    def lock(self, import_id: int) -> None:
        """Nobody changes the targets between the comparison and the writing."""
        run(
            f"SELECT 1 FROM {self.table} m JOIN {ROWS} s ON s.target = m.id AND s.run_id = %s AND s.state = 'changed' FOR UPDATE OF m",
            [import_id],
        )

    def moved(self, import_id: int) -> int:
        """How many rows to write are no longer as the check saw them."""
        known, params = self._known()
        return asked(
            f"""
            SELECT count(*) FROM {ROWS} s LEFT JOIN ({known}) k ON k.key = s.key
            WHERE s.run_id = %s AND (s.state = 'new' AND k.id IS NOT NULL OR s.state = 'changed' AND k.data IS DISTINCT FROM s.before)
            """,
            [*params, import_id],
        )[0][0]

    def number(self, import_id: int) -> int:
        """The new rows get their keys, rising as they stand in the sheet."""
        new = f"SELECT number FROM {ROWS} WHERE run_id = %s AND state = 'new' ORDER BY number"
        keys = f"SELECT number, nextval(pg_get_serial_sequence(%s, 'id')) AS key FROM ({new}) new"
        return run(
            f"UPDATE {ROWS} s SET target = k.key FROM ({keys}) k WHERE s.run_id = %s AND s.number = k.number",
            [self.model._meta.db_table, import_id, import_id],
        )

    def insert(self, import_id: int) -> int:
        fixed = self._fixed()
        columns = ["id", *(self._column(stored) for stored in self.given), *(column for column, _value in fixed)]
        values = ["s.target", *(self._value(stored) for stored in self.given), *["%s"] * len(fixed)]
        return run(
            f"INSERT INTO {self.table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {self._source('data')}"
            " WHERE s.run_id = %s AND s.state = 'new' ORDER BY s.number",
            [*(value for _column, value in fixed), import_id],
        )

    def update(self, import_id: int, source: str = "data") -> int:
        """The changed rows get what stands in `data`, or back what stood in `before`."""
        pairs = ", ".join(f"{self._column(stored)} = {self._value(stored)}" for stored in self.given if stored.name not in self.kind.keys)
        if not pairs:
            return 0
        return run(
            f"UPDATE {self.table} m SET {pairs} FROM {self._source(source)}"
            " WHERE s.run_id = %s AND s.state = 'changed' AND m.id = s.target",
            [import_id],
        )

    def delete(self, import_id: int) -> int:
        return run(
            f"DELETE FROM {self.table} m USING {ROWS} s WHERE s.run_id = %s AND s.state = 'new' AND m.id = s.target",
            [import_id],
        )

    def touched(self, import_id: int, since) -> list[tuple]:
        """(row number, person or None) of the first rows that are no longer as this import left them."""
        known, params = self._known()
        later, more = self._later(since)
        return asked(
            f"""
            SELECT s.number, p.name FROM {ROWS} s LEFT JOIN ({known}) k ON k.id = s.target
            LEFT JOIN LATERAL ({later}) e ON true LEFT JOIN organisation_person p ON p.id = e.who
            WHERE s.run_id = %s AND s.state IN ('new', 'changed')
                AND (k.id IS NULL OR e.who IS NOT NULL OR e.at IS NOT NULL OR NOT k.data @> (s.data - %s::text[]))
            ORDER BY s.number LIMIT 5
            """,
            [*params, *more, import_id, self.uncompared],
        )

    def _later(self, since) -> tuple[str, list]:
        """The last event of a target after the import, where the model keeps a history."""
        event = next((row for row in apps.get_models() if self._is_history(row)), None)
        if event is None:
            return "SELECT NULL::bigint AS who, NULL::timestamptz AS at", []
        context = pghistory.models.Context._meta.db_table
        return (
            f"""SELECT (c.metadata->>'user')::bigint AS who, h.pgh_created_at AS at FROM {quoted(event._meta.db_table)} h
            LEFT JOIN {quoted(context)} c ON c.id = h.pgh_context_id
            WHERE h.pgh_obj_id = s.target AND h.pgh_created_at > %s ORDER BY h.pgh_id DESC LIMIT 1""",
            [since],
        )

    def _is_history(self, model) -> bool:
        return issubclass(model, pghistory.models.Event) and getattr(model, "pgh_tracked_model", None) is self.model

    def _known(self) -> tuple[str, list]:
        """id, key and data of what exists, values as a sheet would hold them."""
        every = [*self.kind.stored]
        paths = ["pk", *(stored.path for stored in every), *(name for name in self.kind.keys if name not in {s.name for s in every})]
        names = ["id", *(stored.name for stored in every), *(name for name in self.kind.keys if name not in {s.name for s in every})]
        inner, params = self.kind.known(self._person).order_by().values_list(*paths).query.sql_with_params()
        key = f"concat_ws({BETWEEN}, " + ", ".join(f"coalesce({self._shown(name)}::text, '')" for name in self.kind.keys) + ")"
        data = ", ".join(f"'{stored.name}', {self._shown(stored.name)}" for stored in every)
        aliases = ", ".join(quoted(name) for name in names)
        return f"SELECT q.id, {key} AS key, jsonb_build_object({data}) AS data FROM ({inner}) q({aliases})", list(params)

    def _shown(self, name: str) -> str:
        """A column of the model as a sheet has it: nothing instead of "" and false, the last day instead of the day after."""
        stored = next((one for one in self.kind.stored if one.name == name), None)
        value = f"q.{quoted(name)}"
        if stored is None:
            return value
        if stored.inclusive:
            return f"({value} - 1)"
        return f"nullif({value}, {empty})" if (empty := self._empty(stored)) else value

    def _empty(self, stored: Stored) -> str:
        """What the column holds where a sheet holds nothing, if that is not NULL."""
        field = self._field(stored)
        if field.null or field.is_relation:
            return ""
        return {"CharField": "''", "TextField": "''", "BooleanField": "false"}.get(field.get_internal_type(), "")

    def _field(self, stored: Stored) -> Any:
        return self.model._meta.get_field(stored.field or stored.name)

    def _column(self, stored: Stored) -> str:
        return quoted(self._field(stored).column)

    def _value(self, stored: Stored) -> str:
        value = f"v.{quoted(stored.name)}"
        if stored.through:
            other = f"{quoted(stored.name + '_other')}.id"
            return f"coalesce({other}, {quoted(stored.name + '_staged')}.target)" if stored.name in self.kind.within_file else other
        if stored.inclusive:
            return f"({value} + 1)"
        return f"coalesce({value}, {empty})" if (empty := self._empty(stored)) else value

    def _source(self, source: str) -> str:
        """The staged rows with their values typed, and the other side of each foreign key."""
        typed = ", ".join(f"{quoted(stored.name)} {self._type(stored)}" for stored in self.given)
        joins = [self._join(stored) for stored in self.given if stored.through]
        return f"{ROWS} s CROSS JOIN LATERAL jsonb_to_record(s.{source}) AS v({typed}) {' '.join(joins)}"

    def _type(self, stored: Stored) -> str:
        field = self._field(stored)
        return (field.related_model._meta.get_field(stored.through) if stored.through else field).cast_db_type(connection)

    def _join(self, stored: Stored) -> str:
        other, alias = self._field(stored).related_model, quoted(stored.name + "_other")
        value = f"v.{quoted(stored.name)}"
        join = (
            f"LEFT JOIN {quoted(other._meta.db_table)} {alias} ON {alias}.{quoted(other._meta.get_field(stored.through).column)} = {value}"
        )
        if stored.name in self.kind.within_file:
            alias = quoted(stored.name + "_staged")
            join += f" LEFT JOIN {ROWS} {alias} ON {alias}.run_id = s.run_id AND {alias}.state = 'new' AND {alias}.key = {value}"
        return join

    def _fixed(self) -> list[tuple[str, Any]]:
        """Columns of a new row that the sheet does not fill."""
        filled = {"id", *(self._field(stored).name for stored in self.given)}
        constants = self.kind.constants()
        fields: list[models.Field] = [field for field in self.model._meta.local_concrete_fields if field.name not in filled]
        return [(quoted(str(field.column)), constants.get(field.name, field.get_default())) for field in fields]


def defer_nothing() -> None:
    """A foreign key that is broken is told at once and not at the commit."""
    run("SET CONSTRAINTS ALL IMMEDIATE")
