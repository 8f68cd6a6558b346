"""Statements that the ORM puts together once and sends again with other values: composing one costs more than most of them take."""

from collections.abc import Callable, Hashable
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, update_wrapper
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import QuerySet

Signature = tuple[tuple[str, type, int | None], ...]  # of each value: its name, its type, how many where it is a list


class replayed:
    """A function that gives a queryset becomes one that gives its rows, and is itself called twice for each shape and then no more.

    What decides how the statement looks is given by position (who sees what is internal, how many rows). What only stands in it is given
    by name: keys, lists of keys for IN, days, moments and words, plain and never None. The function reads nothing of its own: no time, no
    language, no person, no row. A value that decides, is reckoned with or is not found as it was given is refused when the statement is
    composed; spare: one that is not found at all may be given.
    """

    def __init__(self, build: Callable[..., QuerySet], *, spare: bool = False, most: int = 1024) -> None:
        self._plan = lru_cache(most)(lambda shape, signature: Plan(build, shape, signature, spare))
        update_wrapper(self, build)

    def __call__(self, *shape: Any, **values: Any) -> list[Any]:
        if any(value == [] for value in values.values()):
            return []
        plan, given = self.plan(*shape, **values)
        return plan.rows(given)

    def plan(self, *shape: Any, **values: Any) -> tuple["Plan", dict[Any, Any]]:
        """The statement of this shape, and its values by their places; no list is empty."""
        values = {name: _padded(value) if isinstance(value, list) else value for name, value in values.items()}
        return self._plan(shape, tuple(map(_signed, values, values.values()))), _flat(values)


class Plan:
    """One statement with the places of its values."""

    def __init__(self, build: Callable[..., QuerySet], shape: tuple, signature: Signature, spare: bool) -> None:
        name = getattr(build, "__qualname__", build)
        (self.queryset, self._compiler, self._sql, self._params), names = _compiled(build, shape, signature, 1)
        (_queryset, _compiler, sql, params), others = _compiled(build, shape, signature, 2)
        converters = self._compiler.get_converters([column for column, *_rest in self._compiler.select[: self._compiler.col_count]])
        self._compiler.get_converters = lambda _columns: converters
        self._places = [_name(names, value) for value in self._params]
        same = sql == self._sql and self._places == [_name(others, value) for value in params]
        if not same or any(one != two or isinstance(one, date) for one, two in self._constants(params)):
            raise TypeError(f"{name}: the statement hangs on its values or on the time; what decides is given by position")
        lost = set() if spare else set(names.values()) - {name for name in self._places if not isinstance(name, list)}
        if lost or self.queryset._prefetch_related_lookups:
            raise TypeError(f"{name}: {lost or 'prefetch_related'} cannot be replayed")

    def _constants(self, params: tuple) -> list[tuple[Any, Any]]:
        return [(one, two) for name, one, two in zip(self._places, self._params, params, strict=True) if not name]

    def sql(self, values: dict[Any, Any]) -> tuple[str, tuple]:
        return self._sql, tuple(_put(values, name, constant) for name, constant in zip(self._places, self._params, strict=True))

    def rows(self, values: dict[Any, Any]) -> list[Any]:
        statement = self.sql(values)
        compiler, query = copy(self._compiler), copy(self.queryset.query)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # that of this thread
        compiler.as_sql = lambda *_args, **_options: statement
        query.get_compiler = lambda *_args, **_options: compiler
        known = {"db": DEFAULT_DB_ALIAS, "model": self.queryset.model, "_fields": self.queryset._fields, "_known_related_objects": {}}
        return list(self.queryset._iterable_class(SimpleNamespace(query=query, **known)))


def _signed(name: str, value: Any) -> tuple[str, type, int | None]:
    return (name, type(value[0]), len(value)) if isinstance(value, list) else (name, type(value), None)


def _padded(keys: list[Any]) -> list[Any]:
    """The last key so often that the length is a power of two: lists of all lengths get along with a dozen statements."""
    return keys + keys[-1:] * ((1 << (len(keys) - 1).bit_length()) - len(keys))


def _flat(values: dict[str, Any]) -> dict[Any, Any]:
    """Each element of a list under (name, place)."""
    flat: dict[Any, Any] = {}
    for name, value in values.items():
        flat |= {(name, place): one for place, one in enumerate(value)} if isinstance(value, list) else {name: value}
    return flat


def _compiled(build: Callable[..., QuerySet], shape: tuple, signature: Signature, turn: int) -> tuple[tuple, dict[Any, Any]]:
    """(queryset, compiler, SQL, parameters) with stand-ins for the values, and the names by the stand-ins with their types."""
    types: dict[Any, type] = {}
    for name, kind, many in signature:
        types |= {name: kind} if many is None else {(name, place): kind for place in range(many)}
    known = {name: _stand_in(name, kind, place, turn) for place, (name, kind) in enumerate(types.items(), 1)}
    given = {name: known[name] if many is None else [known[name, place] for place in range(many)] for name, _kind, many in signature}
    with connection.execute_wrapper(_unread):
        queryset = build(*shape, **given)
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        statement = compiler.as_sql()
    return (queryset, compiler, *statement), {(type(value), value): name for name, value in known.items()}


def _unread(_execute, sql: str, *_given) -> None:
    raise TypeError(f"a statement that is replayed must not hang on rows read while it is composed: {sql[:200]}")


def _stand_in(name: Any, kind: type, place: int, turn: int) -> Any:
    """Something of the type that stands nowhere else in a statement. In each turn others, and other steps between them: what is reckoned
    from one is never another in both.
    """
    step = place * 17 if turn == 1 else place * -19
    kinds: dict[type, Any] = {
        int: (17_001 if turn == 1 else 32_749) + step
        if place < 700
        else -turn * 1_000_000 - abs(step),  # the first fit the smallest column
        str: f"\ue000{name}{turn}",
        date: date(1000 * turn, 1, 1) + timedelta(step),
        datetime: datetime(1000 * turn, 1, 1, tzinfo=UTC) + timedelta(step),
    }
    if kind not in kinds:
        raise TypeError(f"{name}: {kind.__name__} is no plain value; what decides is given by position, NULL is asked for in other words")
    return kinds[kind]


def _name(names: dict[Any, Any], value: Any) -> Any:
    """Whose stand-in a parameter is; of an array, whose its elements are; empty for a constant."""
    if isinstance(value, list):
        inside = [_name(names, one) for one in value]
        return inside if inside and all(inside) else ""
    return names.get((type(value), value), "") if isinstance(value, Hashable) else ""


def _put(values: dict[Any, Any], name: Any, constant: Any) -> Any:
    return [values[one] for one in name] if isinstance(name, list) else values[name] if name else constant
