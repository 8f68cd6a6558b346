"""What the daily reminder counts: the apps declare it as REMINDERS in their `panels` room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from django.apps import apps
from django.urls import reverse

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Reminder:
    """One line of the reminder. count(at, people): {person's key: how many}, one statement, of everybody where people is None.

    words: with %(count)s; page and query: where the line leads.
    """

    code: str
    words: "StrOrPromise"
    count: Callable[..., dict[int, int]]
    page: str
    query: str = ""

    @property
    def address(self) -> str:
        return reverse(self.page) + self.query


def reminders() -> Iterator[Reminder]:
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.panels"):
            yield from getattr(import_module(f"{config.name}.panels"), "REMINDERS", ())
