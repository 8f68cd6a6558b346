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
from django.db import DatabaseError, connection, models, transaction
from django.utils.functional import Promise

NULL = r"\N"
CHUNK = 1 << 18
ENCODER = DjangoJSONEncoder(ensure_ascii=False)
ESCAPES = (("\\", r"\\"), ("\t", r"\t"), ("\n", r"\n"), ("\r", r"\r"), ("\b", r"\b"), ("\f", r"\f"), ("\v", r"\v"))
Row = tuple[Any, ...]


def copy_in(target: type[models.Model] | str, columns: Iterable[str], rows: Iterable[Row], *, savepoint: bool = True) -> int:
    """Load the tuples into a model (field names) or a table (column names); all of them or none. Returns how many.

    Values: None, bool, numbers, text, dates and times (aware ones keep their moment), bytes and geometries (bytea), dicts (jsonb), lists
    and tuples (arrays, nested too), UUID, choices, lazy texts. savepoint: False where the caller's own block takes back everything anyhow.
    Nothing of Django's runs: no defaults, no validation, no auto_now; the database's own constraints and triggers do.
    """
    table, names, json_columns = _names(target, list(columns))
    return _copied(table, names, _lines(rows, len(names), json_columns), savepoint=savepoint)


def copy_lines(model: type[models.Model], columns: Iterable[str], blocks: Iterable[str]) -> int:
    """Load blocks of lines in COPY's own format: values made by `text`, tabs between, a line break after each line. Returns how many.

    Several times as fast as `copy_in` where the same texts come again and again: each is made text once.
    """
    table, names, _json_columns = _names(model, list(columns))
    return _copied(table, names, blocks)


def _copied(table: str, names: list[str], blocks: Iterable[str], *, savepoint: bool = True) -> int:
    stream = Stream(blocks)
    whole = transaction.atomic(savepoint=savepoint)
    with whole, connection.cursor() as cursor, stream.own_errors(), connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {table} ({', '.join(names)}) FROM STDIN", stream, CHUNK)
        return cursor.rowcount


def _lines(rows: Iterable[Row], width: int, json_columns: frozenset[int]) -> Iterator[str]:
    for count, row in enumerate(rows, 1):
        if len(row) != width:
            raise ValueError(f"row {count} has {len(row)} values for {width} columns")
        yield "\t".join([_json(v) if i in json_columns else text(v) for i, v in enumerate(row)]) + "\n"


def _names(target: type[models.Model] | str, columns: list[str]) -> tuple[str, list[str], frozenset[int]]:
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
        self._rest = memoryview(b"")
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
            parts.append(memoryview(block.encode()))
            held += len(parts[-1])
        last = parts.pop()
        fits = len(last) - max(0, held - wanted)
        self._rest = last[fits:]
        return b"".join([*parts, last[:fits]])


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
    sequence = [model._meta.db_table, model._meta.pk.column]
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s) ORDER BY 1", [*sequence, count])
        return [key for (key,) in cursor.fetchall()]
