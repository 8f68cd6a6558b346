"""One table says what every URL answers to every role, for an object of one's own side and of the other side.

The table is `tests/access_table.txt`; `WRITE_ACCESS_TABLE=1 python3 manage.py test tests/test_access_table.py` writes it anew, for review.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from haidian_policing.organisation.roles import ROLES, Reach
from haidian_policing.pages.registry import pages_of
from haidian_policing.roof.declarations import PREFIXES
from tests.cast import Cast, assemble
from tests.examples import EXAMPLES

TABLE = Path(__file__).with_name("access_table.txt")
WRITING = bool(os.environ.get("WRITE_ACCESS_TABLE"))
OTHER_METHODS = {"set_language": ("POST",), "schema": ("GET",), "healthz": ("GET",), "readyz": ("GET",), "metrics": ("GET",)}
MISSING = 999_999_999
pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Door:
    """One URL name with one method; takes: the kind of object it is about."""

    name: str
    method: str
    takes: str | None
    may: object

    @property
    def label(self) -> str:
        return f"{self.name} {self.method}"

    @property
    def needed(self) -> tuple[str, ...]:
        """The capabilities of which one opens the door."""
        needed = self.may.values() if isinstance(self.may, dict) else (self.may,) if isinstance(self.may, str) else self.may or ()
        flat = (each if isinstance(each, tuple) else (each,) for each in needed)
        return tuple(capability for group in flat for capability in group if capability)

    def opens_to(self, role: str) -> bool:
        return role in ROLES and (not self.needed or bool(ROLES[role].capabilities & set(self.needed)))


def url_patterns(patterns=None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(full name, pattern) of everything that the resolver knows."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name}", entry
        else:
            yield from url_patterns(entry.url_patterns, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)


def doors() -> list[Door]:
    """Every URL × method, from the pages, the API's viewsets and the few URLs of the root."""
    declared = {f"{label}:{page.name}": page for label in PREFIXES for page in pages_of(label)}
    found = []
    for name, pattern in url_patterns():
        if name in declared:
            page = declared[name]
            found += [Door(name, method, page.takes, page.may) for method in page.methods]
        elif actions := getattr(pattern.callback, "actions", None):
            view = pattern.callback.cls
            found += [
                Door(
                    name,
                    method.upper(),
                    getattr(view, "takes", None) if pattern.pattern.converters or "(?P<" in str(pattern.pattern) else None,
                    view.may,
                )
                for method in actions
                if method != "head"  # added by the first request that comes
            ]
        else:
            found += [Door(name, method, None, None) for method in OTHER_METHODS[name]]
    return found


def group_of(name: str) -> str:
    """The app of a page, the resource of an API door: what one test looks at."""
    return name.partition("-")[0] if name.startswith("api:") else name.partition(":")[0]


def groups() -> list[str]:
    return sorted({group_of(door.name) for door in doors()})


def examples_of(cast, door: Door) -> tuple[dict, dict]:
    """The examples of one door, made where they are asked for."""
    return EXAMPLES[door.takes](cast) if door.takes else ({}, {})


@dataclass
class World:
    """The cast's browsers and an example of all that a group of doors takes; no request leaves a trace, so each is sent once."""

    clients: dict[str, Client]
    examples: dict[str, tuple[dict, dict]]
    known: dict[tuple, str] = field(default_factory=dict)

    def answer(self, role: str, door: Door, kwargs: dict) -> str:
        """The status that the door answers."""
        key = (role, door.label, *kwargs.items())
        if key not in self.known:
            self.known[key] = ask(self.clients[role], door, kwargs)
        return self.known[key]

    def examples_of(self, door: Door) -> tuple[dict, dict]:
        if door.takes is None:
            return {}, {}
        assert door.takes in self.examples, f"{door.name} takes a {door.takes!r}: give an example in tests/examples.py"
        return self.examples[door.takes]

    def line(self, door: Door) -> str:
        """One line of the table: each answer with its roles, for the own and the other side where the role has the capability."""
        own, other = self.examples_of(door)
        roles_by_answer = defaultdict(list)
        for role in self.clients:
            answers = self.answer(role, door, own)
            if own and door.opens_to(role):
                answers += f"/{self.answer(role, door, other)}"
            roles_by_answer[answers].append(role)
        return f"{door.label} | " + " | ".join(f"{codes} {' '.join(roles)}" for codes, roles in sorted(roles_by_answer.items()))


def ask(client: Client, door: Door, kwargs: dict) -> str:
    """The status of one request, which leaves the database and the browser as they were."""
    address = reverse(door.name, kwargs=kwargs or None)
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(door.method, address, content_type="application/json" if door.name.startswith("api:") else "text/plain")
        transaction.set_rollback(True)
    client.cookies = cookies
    return str(response.status_code)


@pytest.fixture(scope="module")
def district(django_db_setup, django_db_blocker) -> Iterator[tuple[Cast, dict[str, Client]]]:
    """The cast and its browsers, for all tests of this file; gone after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = assemble()
        yield cast, {"anonymous": Client(), **{role: cast.client(getattr(cast, role)) for role in ROLES}}
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=groups())
def group(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def world(group, district) -> Iterator[World]:
    """One group has no example of another's, which might open a door."""
    cast, clients = district
    wanted = {door.takes for door in doors() if door.takes in EXAMPLES and group_of(door.name) == group}
    with transaction.atomic():
        yield World(clients, {takes: EXAMPLES[takes](cast) for takes in sorted(wanted)})
        transaction.set_rollback(True)


@pytest.mark.requirement("R13")
def test_every_url_answers_every_role_as_the_table_says(world, group):
    lines = sorted(world.line(door) for door in doors() if group_of(door.name) == group)
    kept = TABLE.read_text().splitlines() if TABLE.exists() else []
    mine = [row for row in kept if group_of(row.partition(" ")[0]) == group]
    if WRITING:
        rest = [row for row in kept if row not in mine and group_of(row.partition(" ")[0]) in groups()]
        TABLE.write_text("\n".join(sorted(rest + lines)) + "\n")
        mine = lines
    assert mine == lines


@pytest.mark.requirement("R14")
def test_the_other_sides_objects_look_absent(world, group):
    narrow = [role for role, row in ROLES.items() if row.reach is not Reach.SUB_BUREAU]
    for door in doors():
        if group_of(door.name) != group or not _scoped(door):
            continue
        _, other = world.examples_of(door)
        for role in narrow:
            if not door.opens_to(role) or _reach(role, door) is Reach.SUB_BUREAU:
                continue
            absent = world.answer(role, door, dict.fromkeys(other, MISSING))
            assert world.answer(role, door, other) == absent, f"{door.label} for {role}"


def _scoped(door: Door) -> bool:
    return door.takes is not None and door.may is not None


def _reach(role: str, door: Door) -> Reach | None:
    return max((ROLES[role].reach_of(capability) or Reach.OWN for capability in door.needed), default=Reach.OWN)
