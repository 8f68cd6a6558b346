"""What the apps declare in their rooms, found by name, so that whoever asks imports none of them."""

from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.utils.functional import SimpleLazyObject


def declared(name: str, *rooms: str) -> Iterator[Any]:
    """The rows of the tuples of that name in these rooms of the installed apps, in the order of the apps."""
    for config in apps.get_app_configs():
        for room in rooms:
            path = f"{config.name}.{room}"
            if find_spec(path):
                rows = getattr(import_module(path), name, ())
                yield from rows if type(rows) is tuple else ()  # a room may import the very register that is being filled


def register(name: str, *rooms: str) -> Any:
    """{code: row} of what is declared, read when it is first asked for."""
    return SimpleLazyObject(lambda: {row.code: row for row in declared(name, *rooms)})
