"""What the apps declare, added up: floors in order, URL prefixes, rooms and the API's resources."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

FLOORS = (
    "workcalendar",
    "organisation",
    "access",
    "audit",
    "jobs",
    "handbooks",
    "notes",
    "grids",
    "teams",
    "workstations",
    "whistle_reporting",
    "performance",
)
PREFIXES = {
    "roof": "",
    "organisation": "organisation/",
    "access": "access/",
    "audit": "audit/",
    "jobs": "jobs/",
    "notes": "notes/",
    "lists": "lists/",
    "notices": "notices/",
    "imports": "imports/",
    "exports": "exports/",
    "workcalendar": "calendar/",
    "handbooks": "handbooks/",
    "grids": "grids/",
    "teams": "teams/",
    "workstations": "workstations/",
    "whistle_reporting": "tickets/",
    "performance": "performance/",
}


def rooms(name: str) -> Iterator[tuple[str, ModuleType]]:
    """The module of that name of every app that has one, from the lowest floor up."""
    for label in FLOORS:
        path = f"{apps.get_app_config(label).name}.{name}"
        if find_spec(path):
            yield label, import_module(path)


def resources() -> list[tuple]:
    """(prefix, viewset) of every app's API."""
    return [resource for _, room in rooms("api") for resource in room.RESOURCES]


@cache
def searched() -> list:
    """What the box on top searches, from the lowest floor up."""
    return [kind for _, room in rooms("search") for kind in room.SEARCHED]


@cache
def picked() -> dict:
    """What the pickers of forms choose from, by code."""
    return {kind.code: kind for _, room in rooms("search") for kind in getattr(room, "PICKED", ())}
