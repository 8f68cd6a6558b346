"""Statements about what a person sees, put together once for all who stand alike: in the same posts, whatever their units.

Whoever composes such a statement asks a person's standing. It is composed with somebody who stands in the same posts, but in units and
with a number that are stand-ins, and then sent again with the real ones. Where it hangs on anything else (a row that was read, the time,
a name) it is composed anew each time, as if nobody stood alike.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.exceptions import EmptyResultSet, ObjectDoesNotExist
from django.db.models import QuerySet
from django.utils.translation import get_language

from haidian_policing.access.standing import FACTS, Standing
from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.replay import Plan, replayed

MOST = 4096
DIFFERENT = (TypeError, LookupError, AttributeError, ObjectDoesNotExist, EmptyResultSet)
Cast = tuple[tuple, dict[str, Any]]


class alike:
    """A function (person, what decides …, values by name …) that gives a queryset, as `replayed` wants them."""

    def __init__(self, build: Callable[..., QuerySet]) -> None:
        self._build = build
        self._again = replayed(self._with_stand_in, spare=True)
        self._facts: dict[tuple, tuple[str, ...] | None] = {}

    def rows(self, person, *shape: Any, **values: Any) -> list[Any]:
        found = self.plan(person, *shape, **values)
        return found[0].rows(found[1]) if found else list(self._build(person, *shape, **values))

    def sql(self, person, *shape: Any, **values: Any) -> tuple[str, tuple] | None:
        """The statement and its parameters; None where nothing can be found."""
        if found := self.plan(person, *shape, **values):
            return found[0].sql(found[1])
        try:
            return self._build(person, *shape, **values).query.sql_with_params()
        except EmptyResultSet:
            return None

    def plan(self, person, *shape: Any, **values: Any) -> tuple[Plan, dict[Any, Any]] | None:
        """The statement and the values of this person by their places; None where it has to be composed anew."""
        posts, keys = cast_of(person.standing)
        key = (get_language(), posts, shape)
        if key not in self._facts:
            self._build(person, *shape, **values)  # what is read once for all, such as content types, is known then
        wanted = self._facts.setdefault(key, ())
        while wanted is not None:
            known = {name: FACTS[name](person) for name in wanted}
            if any(value and not isinstance(value, list) for value in known.values()):
                return None
            listed = {name: value for name, value in known.items() if value}
            empty = tuple((name, type(value)) for name, value in known.items() if not value)
            try:
                return self._again.plan(posts, shape, empty, tuple(values), **keys, **listed, **values)
            except Unknown as fact:
                wanted = (*wanted, fact.args[0]) if fact.args[0] in FACTS else None
            except DIFFERENT:
                wanted = None
            if len(self._facts) > MOST:
                self._facts.clear()
            self._facts[key] = wanted
        return None

    def _with_stand_in(self, posts: tuple, shape: tuple, empty: tuple, names: tuple[str, ...], **given: Any) -> QuerySet:
        values = {name: given.pop(name) for name in names}
        return self._build(StandIn(posts, given | {name: kind() for name, kind in empty}).person, *shape, **values)


class Unknown(Exception):
    """A fact about a person that composing asked for, by its name."""


class StandIn(Standing):
    """Somebody in given posts; the columns that the posts do not tell, of him and of his units, are not there to be read."""

    is_absent: Any = False  # said by the posts, not read

    def __init__(self, posts: tuple, given: dict[str, Any]) -> None:
        self.is_absent, person, people, held = posts
        super().__init__(_only(Person, id=given[person], is_active=True), given["standing day"])
        self.people, self.posts = [given[name] for name in people], [_post(given, *post) for post in held]
        self._known, self.person.standing = given, self

    def once(self, name: str, work: Callable[[], Any]) -> Any:
        if name not in self._known:
            raise Unknown(name)
        return self._known[name]

    @property
    def lent(self):
        return self.once("lent", dict)


def cast_of(standing: Standing) -> Cast:
    """How a person stands, with names for keys, and the keys by these names."""
    if standing.cast is None:
        keys: dict[tuple[str, int], str] = {}

        def name(kind: str, key: int | None) -> str | None:
            return None if key is None else keys.setdefault((kind, key), f"{kind} {len(keys)}")

        person, people = name("person", standing.person.pk), tuple(name("person", key) for key in standing.people)
        posts = tuple(
            (
                *(post.role, name("post", post.pk), name("person", post.person_id)),
                *(*_unit_of(post.unit, name), *_unit_of(post.unit.station, name)),
            )
            for post in standing.posts
        )
        values: dict[str, int | date] = {called: key for (_kind, key), called in keys.items()}
        standing.cast = (standing.is_absent, person, people, posts), values | {"standing day": standing.day}
    return standing.cast


def _unit_of(unit: Unit | None, name) -> tuple:
    return (None,) * 4 if unit is None else (unit.kind, name("unit", unit.pk), name("unit", unit.station_id), name("unit", unit.squad_id))


def _post(given: dict[str, Any], role: str, key: str, person: str, *units: str | None) -> Post:
    unit, station = (_unit(given, *units[start : start + 4]) for start in (0, 4))
    post = _only(Post, id=given[key], role=role, person_id=given[person], unit_id=unit.pk)
    post.unit, unit.station = unit, station
    return post


def _unit(given: dict[str, Any], kind, key, station, squad) -> Unit | None:
    return key and _only(Unit, id=given[key], kind=kind, station_id=station and given[station], squad_id=squad and given[squad])


def _only(model, **columns: Any):
    """A row of which nothing else can be read."""
    names = [field.attname for field in model._meta.concrete_fields if field.attname in columns]
    return model.from_db("default", names, [columns[name] for name in names])
