"""Rows into PostgreSQL at COPY speed, from any iterable, without holding them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from ipaddress import IPv4Address, IPv6Address
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connections, models, router, transaction
from django.utils.functional import Promise

NULL = r"\N"
CHUNK = 1 << 18
ENCODER = DjangoJSONEncoder(ensure_ascii=False)
ESCAPES = (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r"), ("\b", r"\b"), ("\f", r"\f"), ("\v", r"\v"))
Row = tuple[Any, ...]
Progress = Callable[[int], None]


def copy_in(
    target: type[models.Model] | str,
    columns: Iterable[str],
    rows: Iterable[Row],
    *,
    using: str | None = None,
    progress: Progress | None = None,
    every: int = 10_000,
    savepoint: bool = True,
) -> int:
    """Load the tuples into a model (field names) or a table (column names); all of them or none. Returns how many.

    Values: None, bool, numbers, text, dates and times (aware ones keep their moment), bytes and geometries (bytea), dicts (jsonb), lists
    and tuples (arrays, nested too), UUID, choices, lazy texts. `progress` is told the count after every `every` rows and at the end.
    savepoint: False where the caller's own block takes back everything anyhow.
    Nothing of Django's runs: no defaults, no validation, no auto_now; the database's own constraints and triggers do.
    """
    alias = using or (router.db_for_write(target) if isinstance(target, type) else "default")
    connection = connections[alias]
    table, names, json_columns = _names(target, list(columns), connection)
    lines = _Rows(rows, len(names), json_columns, progress, every)
    stream = Stream(lines)
    whole = transaction.atomic(using=alias, savepoint=savepoint)
    with whole, connection.cursor() as cursor, stream.own_errors(), connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {table} ({', '.join(names)}) FROM STDIN", stream)
    if progress:
        progress(lines.count)
    return lines.count


def _names(target: type[models.Model] | str, columns: list[str], connection: Any) -> tuple[str, list[str], frozenset[int]]:
    """Quoted table, quoted columns, and which of them hold JSON: there a list is JSON and not an array."""
    quote = connection.ops.quote_name
    if isinstance(target, str):
        return quote(target), [quote(column) for column in columns], frozenset()
    fields: list[Any] = [target._meta.get_field(column) for column in columns]
    is_json = frozenset(index for index, field in enumerate(fields) if isinstance(field, models.JSONField))
    return quote(target._meta.db_table), [quote(field.column) for field in fields], is_json


class Stream:
    """What COPY reads from: blocks of lines are made only when PostgreSQL asks for the next piece."""

    def __init__(self, blocks: Iterable[str]) -> None:
        self._blocks = iter(blocks)
        self._rest = b""
        self._error: Exception | None = None

    @contextmanager
    def own_errors(self) -> Iterator[None]:
        """What went wrong in the rows is raised as it was, not as PostgreSQL's "COPY was cancelled"."""
        try:
            yield
        except DatabaseError:
            if self._error:
                raise self._error from None
            raise

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes; empty at the end."""
        try:
            return self._read(CHUNK if size < 0 else size)
        except Exception as error:
            self._error = error
            raise

    def _read(self, wanted: int) -> bytes:
        parts, held = [self._rest], len(self._rest)
        while held < wanted and (block := next(self._blocks, None)) is not None:
            parts.append(block.encode())
            held += len(parts[-1])
        data = b"".join(parts)
        self._rest = data[wanted:]
        return data[:wanted]


class _Rows:
    """Tuples as lines, one at a time, and how many there were."""

    def __init__(self, rows: Iterable[Row], width: int, json_columns: frozenset[int], progress: Progress | None, every: int) -> None:
        self.count = 0
        self._rows, self._width, self._json_columns = rows, width, json_columns
        self._progress, self._every = progress, every

    def __iter__(self) -> Iterator[str]:
        for row in self._rows:
            if len(row) != self._width:
                raise ValueError(f"row {self.count + 1} has {len(row)} values for {self._width} columns")
            yield "\t".join([_json(v) if i in self._json_columns else text(v) for i, v in enumerate(row)]) + "\n"
            self.count += 1
            if self._progress and self.count % self._every == 0:
                self._progress(self.count)


def text(value: Any) -> str:
    """One value as COPY's text format wants it."""
    write = QUICK.get(type(value))
    return write(value) if write else _escaped(plain(value))


def _escaped(value: str) -> str:
    if "\0" in value:
        raise ValueError("PostgreSQL stores no NUL character in text")
    for sign, escape in ESCAPES:  # seven quick looks beat one slow translation, which goes through every sign
        if sign in value:
            value = value.replace(sign, escape)
    return value


def _json(value: Any) -> str:
    """A value of a JSON column; None is NULL, as Django stores it."""
    return NULL if value is None else _escaped(_dumped(value))


def _dumped(value: Any) -> str:
    return "{}" if value == {} else ENCODER.encode(value)


def plain(value: Any) -> str:
    """A value as PostgreSQL reads it, before the escaping of COPY."""
    if isinstance(value, bool):
        return "t" if value else "f"
    if isinstance(value, Enum):
        return plain(value.value)
    for kinds, write in WRITERS:
        if isinstance(value, kinds):
            return write(value)
    if (geometry := getattr(value, "wkb", None)) is not None:
        return rf"\x{geometry.hex()}"
    raise TypeError(f"no way to load a value of type {type(value).__name__}")


def _array(values: Iterable[Any]) -> str:
    return "{" + ",".join(_element(value) for value in values) + "}"


def _element(value: Any) -> str:
    """An element is quoted whatever it is, so that "NULL", braces and commas stay text."""
    if value is None:
        return "NULL"
    if isinstance(value, list | tuple):
        return _array(value)
    return '"' + plain(value).replace("\\", "\\\\").replace('"', '\\"') + '"'


def _interval(value: timedelta) -> str:
    return f"{value.days} days {value.seconds} seconds {value.microseconds} microseconds"


WRITERS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    ((str, Promise, int, float, Decimal, UUID, IPv4Address, IPv6Address), str),
    ((datetime, date, time), lambda value: value.isoformat()),
    (timedelta, _interval),
    (dict, _dumped),
    ((list, tuple), _array),
    ((bytes, bytearray, memoryview), lambda value: rf"\x{bytes(value).hex()}"),
)


def copy_lines(model: type[models.Model], columns: Iterable[str], blocks: Iterable[str]) -> int:
    """Load blocks of lines in COPY's own format: values made by `text`, tabs between, a line break after each line. Returns how many.

    Several times as fast as `copy_in` where the same texts come again and again: each is made text once.
    """
    connection = connections[router.db_for_write(model)]
    table, names, _json_columns = _names(model, list(columns), connection)
    stream = Stream(blocks)
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor, stream.own_errors(), connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {table} ({', '.join(names)}) FROM STDIN", stream, CHUNK)
        return cursor.rowcount


# the usual kinds, whose text needs no escaping or just that
QUICK: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: NULL,
    str: _escaped,
    int: str,
    bool: lambda value: "t" if value else "f",
    datetime: lambda value: value.isoformat(),
    date: lambda value: value.isoformat(),
}


def reserve(model: type[models.Model], count: int) -> list[int]:
    """Take `count` keys of a model in rising order, so that rows loaded together can point at each other."""
    connection = connections[router.db_for_write(model)]
    sequence = [model._meta.db_table, model._meta.pk.column]
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s) ORDER BY 1", [*sequence, count])
        return [key for (key,) in cursor.fetchall()]
