"""What the apps declare in their rooms, found by name, so that whoever asks imports none of them."""

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


def declared(name: str, *rooms: str) -> Iterator[Any]:
    """The rows of the tuples of that name in these rooms of the installed apps, in the order of the apps."""
    for config in apps.get_app_configs():
        for room in rooms:
            path = f"{config.name}.{room}"
            if has_room(path):
                rows = getattr(import_module(path), name, ())
                yield from rows if type(rows) is tuple else ()  # a room may import the very register that is being filled


@cache
def has_room(path: str) -> bool:
    """Looked for on the disk once."""
    return find_spec(path) is not None


class Register(Mapping[str, Any]):
    """{code: row} of what is declared, read when it is first asked for."""

    def __init__(self, name: str, *rooms: str) -> None:
        self._declared = name, *rooms

    @cached_property
    def _rows(self) -> dict[str, Any]:
        return {row.code: row for row in declared(*self._declared)}

    def __getitem__(self, code: str) -> Any:
        return self._rows[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def choices(self) -> list[tuple[str, str]]:
        return [(code, str(row.label)) for code, row in self.items()]

    def label(self, code: str) -> str:
        """What a row is called; its code where it is no more."""
        return str(self[code].label) if code in self else code
