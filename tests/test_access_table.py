"""One table says what every URL answers to every role, for an object of one's own side and of the other side.

The table is `tests/access_table.txt`; `WRITE_ACCESS_TABLE=1 python3 manage.py test tests/test_access_table.py` writes it anew, for review.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from haidian_policing.organisation.roles import ROLES, Reach
from haidian_policing.pages.registry import pages_of
from haidian_policing.roof.declarations import PREFIXES
from tests.examples import EXAMPLES

TABLE = Path(__file__).with_name("access_table.txt")
WRITING = bool(os.environ.get("WRITE_ACCESS_TABLE"))
OTHER_METHODS = {"set_language": ("POST",), "schema": ("GET",), "healthz": ("GET",), "readyz": ("GET",), "metrics": ("GET",)}
MISSING = 999_999_999


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
        return tuple(capability for capability in needed if capability)

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
                    getattr(view, "takes", None) if pattern.pattern.converters or "pk" in str(pattern.pattern) else None,
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


def answer(client, door: Door, kwargs: dict) -> str:
    """The status that the door answers, leaving the database and the browser as they were."""
    address = reverse(door.name, kwargs=kwargs or None)
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(door.method, address, content_type="application/json" if door.name.startswith("api:") else "text/plain")
        transaction.set_rollback(True)
    client.cookies = cookies
    return str(response.status_code)


def examples_of(cast, door: Door) -> tuple[dict, dict]:
    if door.takes is None:
        return {}, {}
    assert door.takes in EXAMPLES, f"{door.name} takes a {door.takes!r}: give an example in tests/examples.py"
    return EXAMPLES[door.takes](cast)


def line(cast, door: Door, clients: dict) -> str:
    """One line of the table: each answer with the roles that get it, for the own and the other side where the role has the capability."""
    own, other = examples_of(cast, door)
    roles_by_answer = defaultdict(list)
    for role, client in clients.items():
        answers = answer(client, door, own)
        if own and door.opens_to(role):
            answers += f"/{answer(client, door, other)}"
        roles_by_answer[answers].append(role)
    return f"{door.label} | " + " | ".join(f"{codes} {' '.join(roles)}" for codes, roles in sorted(roles_by_answer.items()))


def clients_of(cast) -> dict:
    from django.test import Client

    return {"anonymous": Client(), **{role: cast.client(getattr(cast, role)) for role in ROLES}}


@pytest.mark.requirement("R13")
@pytest.mark.parametrize("group", groups())
def test_every_url_answers_every_role_as_the_table_says(cast, group):
    clients = clients_of(cast)
    lines = sorted(line(cast, door, clients) for door in doors() if group_of(door.name) == group)
    kept = TABLE.read_text().splitlines() if TABLE.exists() else []
    mine = [row for row in kept if group_of(row.partition(" ")[0]) == group]
    if WRITING:
        rest = [row for row in kept if row not in mine and group_of(row.partition(" ")[0]) in groups()]
        TABLE.write_text("\n".join(sorted(rest + lines)) + "\n")
        mine = lines
    assert mine == lines


@pytest.mark.requirement("R14")
@pytest.mark.parametrize("group", groups())
def test_the_other_sides_objects_look_absent(cast, group):
    narrow = [role for role, row in ROLES.items() if row.reach is not Reach.SUB_BUREAU]
    clients = {role: cast.client(getattr(cast, role)) for role in narrow}
    for door in doors():
        if group_of(door.name) != group or not _scoped(door):
            continue
        _, other = examples_of(cast, door)
        for role in narrow:
            if not door.opens_to(role) or _reach(role, door) is Reach.SUB_BUREAU:
                continue
            assert answer(clients[role], door, other) == answer(clients[role], door, dict.fromkeys(other, MISSING)), (
                f"{door.label} for {role}"
            )


def _scoped(door: Door) -> bool:
    return door.takes is not None and door.may is not None


def _reach(role: str, door: Door) -> Reach | None:
    return max((ROLES[role].reach_of(capability) or Reach.OWN for capability in door.needed), default=Reach.OWN)
