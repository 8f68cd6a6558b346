"""Statements that the ORM puts together once and sends again with other values: composing one costs more than most of them take."""

from collections.abc import Callable, Hashable
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from types import SimpleNamespace
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet


class replayed:
    """A function that gives a queryset becomes one that gives its rows, and is itself called twice for each shape and then no more.

    What decides how the statement looks is given by position (who sees what is internal, how many rows). What only stands in it is given
    by name: keys, lists of keys for IN, days, moments and words, plain and never None. The function reads nothing of its own: no time, no
    language, no person. A value that decides, is reckoned with or is not found as it was given is refused when the statement is composed.
    """

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self._build = build
        self._plans: dict[tuple, Plan] = {}
        update_wrapper(self, build)

    def __call__(self, *shape: Any, **values: Any) -> list[Any]:
        if any(value == [] for value in values.values()):
            return []
        values = {name: _padded(value) if isinstance(value, list) else value for name, value in values.items()}
        lengths = tuple(len(value) for value in values.values() if isinstance(value, list))
        plan = self._plans.get((shape, lengths))
        if plan is None:
            plan = self._plans[shape, lengths] = Plan(self._build, shape, values)
        return plan.rows(_flat(values))


class Plan:
    """One statement with the places of its values."""

    def __init__(self, build: Callable[..., QuerySet], shape: tuple, values: dict[str, Any]) -> None:
        (self.queryset, self._compiler, self._sql, self._params), names = _compiled(build, shape, values, 1)
        (_queryset, _compiler, sql, params), others = _compiled(build, shape, values, 2)
        converters = self._compiler.get_converters([column for column, *_rest in self._compiler.select[: self._compiler.col_count]])
        self._compiler.get_converters = lambda _columns: converters
        self._places = [_name(names, value) for value in self._params]
        same = sql == self._sql and self._places == [_name(others, value) for value in params]
        if not same or any(one != two or isinstance(one, date) for one, two in self._constants(params)):
            raise TypeError(f"{build.__qualname__}: the statement hangs on its values or on the time; what decides is given by position")
        lost = set(names.values()) - set(self._places)
        if lost or self.queryset._prefetch_related_lookups:
            raise TypeError(f"{build.__qualname__}: {lost or 'prefetch_related'} cannot be replayed")

    def _constants(self, params: tuple) -> list[tuple[Any, Any]]:
        return [(one, two) for name, one, two in zip(self._places, self._params, params, strict=True) if not name]

    def rows(self, values: dict[str, Any]) -> list[Any]:
        if None in values.values():
            raise TypeError("NULL is asked for in other words")
        params = tuple(values[name] if name else constant for name, constant in zip(self._places, self._params, strict=True))
        compiler, query = copy(self._compiler), copy(self.queryset.query)
        compiler.connection = connections[DEFAULT_DB_ALIAS]  # that of this thread
        compiler.as_sql = lambda *_args, **_options: (self._sql, params)
        query.get_compiler = lambda *_args, **_options: compiler
        known = {"db": DEFAULT_DB_ALIAS, "model": self.queryset.model, "_fields": self.queryset._fields, "_known_related_objects": {}}
        return list(self.queryset._iterable_class(SimpleNamespace(query=query, **known)))


def _padded(keys: list[Any]) -> list[Any]:
    """The last key so often that the length is a power of two: lists of all lengths get along with a dozen statements."""
    return keys + keys[-1:] * ((1 << (len(keys) - 1).bit_length()) - len(keys))


def _flat(values: dict[str, Any]) -> dict[Any, Any]:
    """Each element of a list under (name, place)."""
    flat: dict[Any, Any] = {}
    for name, value in values.items():
        flat |= {(name, place): one for place, one in enumerate(value)} if isinstance(value, list) else {name: value}
    return flat


def _compiled(build: Callable[..., QuerySet], shape: tuple, values: dict[str, Any], turn: int) -> tuple[tuple, dict[Any, Any]]:
    """(queryset, compiler, SQL, parameters) with stand-ins for the values, and the names by the stand-ins with their types."""
    known = {name: _stand_in(name, value, place, turn) for place, (name, value) in enumerate(_flat(values).items(), 1)}
    given = {
        name: [known[name, place] for place in range(len(value))] if isinstance(value, list) else known[name]
        for name, value in values.items()
    }
    queryset = build(*shape, **given)
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    return (queryset, compiler, *compiler.as_sql()), {(type(value), value): name for name, value in known.items()}


def _stand_in(name: Any, value: Any, place: int, turn: int) -> Any:
    """Something of the type that stands nowhere else in a statement, other in each turn."""
    kinds: dict[type, Any] = {
        int: 30_000 + 1_000 * turn + place if place < 700 else -place - turn * 1_000_000,  # the first fit the smallest column
        str: f"\ue000{name}{turn}",
        date: date(1000 + turn, 1, 1) + timedelta(place),
        datetime: datetime(1000 + turn, 1, 1, tzinfo=UTC) + timedelta(place),
    }
    if type(value) not in kinds:
        raise TypeError(f"{name}: {type(value).__name__} is no plain value; what decides is given by position")
    return kinds[type(value)]


def _name(names: dict[Any, Any], value: Any) -> Any:
    """Whose stand-in a parameter is; empty for a constant."""
    return names.get((type(value), value), "") if isinstance(value, Hashable) else ""
