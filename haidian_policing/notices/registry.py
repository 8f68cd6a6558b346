"""What the daily reminder counts: the apps declare it as REMINDERS in their `panels` room."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from haidian_policing.rooms import declared

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
    return declared("REMINDERS", "panels")
