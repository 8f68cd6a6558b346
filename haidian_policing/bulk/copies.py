"""Load data: copies of the rows that are there, by the hundred thousand in one statement, each told by its label."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import connection, models

LABEL = "压测数据"
# Load data are earlier years, as a district fills up: begun two years before the rows they copy, ten years in turn.
YEARS_BEFORE, YEARS = 2, 10
# which rows are copied and in which order; `place` counts from 0, so that the copy of a row in turn n is base + n * size + place
PATTERN = """
DROP TABLE IF EXISTS {name};
CREATE TEMPORARY TABLE {name} ON COMMIT DROP AS
SELECT row_number() OVER (ORDER BY id) - 1 AS place, id FROM {table} WHERE {where};
CREATE UNIQUE INDEX ON {name} (id);
ANALYZE {name};"""
COPY = """
INSERT INTO {table} ({names}) SELECT {values} FROM {table} old {joins} WHERE {within} ORDER BY old.id"""
TAKEN = "SELECT setval(pg_get_serial_sequence(%(table)s, 'id'), nextval(pg_get_serial_sequence(%(table)s, 'id')) + %(more)s) - %(more)s"


@dataclass(frozen=True)
class Pattern:
    """Rows to be copied again and again: their temporary table, how many they are, and the key before the first copy's."""

    name: str
    size: int
    base: int

    def key(self, turn: int) -> str:
        """The key of the copy, as SQL."""
        return f"{self.base + turn * self.size} + {self.name}.place"


def pattern(model: type[models.Model], name: str, where: str, turns: int) -> Pattern:
    """Remember which rows are copied and take the keys of `turns` times as many."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(PATTERN.format(name=name, table=table, where=where))
        cursor.execute(f"SELECT count(*) FROM {name}")
        size = cursor.fetchone()[0]
        cursor.execute(TAKEN, {"table": table, "more": size * turns})
        return Pattern(name, size, cursor.fetchone()[0] + 1)


def copy(model: type[models.Model], joins: str, within: str, replaced: Mapping[str, str], turn: int) -> int:
    """Copy the rows (`old`) that are `within`, in their order, all dates moved to the year of the turn; `replaced` gives SQL for columns
    that differ. Returns how many.
    """
    replaced = {**_earlier(model, YEARS_BEFORE + turn % YEARS), **replaced}
    columns = [str(field.column) for field in model._meta.concrete_fields if field.column != "id" or "id" in replaced]
    columns = [column for column in columns if replaced.get(column) != ""]
    quote = connection.ops.quote_name
    values = [replaced.get(column, f"old.{quote(column)}") for column in columns]
    given = {"table": model._meta.db_table, "names": ", ".join(map(quote, columns)), "values": ", ".join(values)}
    with connection.cursor() as cursor:
        cursor.execute(COPY.format(joins=joins, within=within, **given))
        return cursor.rowcount


def _earlier(model: type[models.Model], years: int) -> dict[str, str]:
    """SQL for the columns that hold a day or a moment."""
    dated = {str(field.column): field for field in model._meta.concrete_fields if isinstance(field, models.DateField)}
    quote = connection.ops.quote_name
    return {column: f"(old.{quote(column)} - interval '{years} years')::{field.db_type(connection)}" for column, field in dated.items()}


def turns(number: int, size: int) -> Iterator[tuple[int, int]]:
    """(turn, how many rows of the pattern it copies) until there are so many copies."""
    for turn in range(-(-number // size) if size else 0):
        yield turn, min(size, number - turn * size)
