"""Which lists exist: the apps declare them as LISTS in their `lists` rooms."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.http import Http404
from django.utils.functional import SimpleLazyObject

from haidian_policing.lists.declaration import List


def _declared() -> dict[str, List]:
    rooms = (f"{config.name}.lists" for config in apps.get_app_configs() if config.name != "haidian_policing.lists")
    modules = (import_module(room) for room in rooms if find_spec(room))
    return {row.code: row for module in modules for row in getattr(module, "LISTS", ())}


LISTS: Any = SimpleLazyObject(_declared)


def list_for(person, code: str) -> List:
    """The list of that code if the person may open it; absent otherwise."""
    if code not in LISTS or not LISTS[code].opens_to(person):
        raise Http404
    return LISTS[code]
