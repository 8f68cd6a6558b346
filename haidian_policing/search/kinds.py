"""What is searched and picked from: declared in an app's `search` room as SEARCHED and PICKED, added up by the roof."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.urls import reverse

from haidian_policing.access.standing import may_any
from haidian_policing.search.texts import is_long_number, matching, words_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

FEWEST_SIGNS = 2


@dataclass(frozen=True)
class Hit:
    """One thing that was found; rank: 0 equals what was typed, 1 begins with it, 2 holds it."""

    title: str
    note: str = ""
    href: str = ""
    number: str = ""
    rank: int = 2
    key: Any = None


@dataclass(frozen=True)
class Group:
    """What was found of one kind, and the address of its list where there is more."""

    kind: "Kind"
    hits: list[Hit]
    more: str = ""


class Kind:
    """One kind of thing: `rows(person)` is what he may see of it; the rest is said once here.

    may: who searches it at all; page: URL name of one; listing: URL name of a list that takes the same words as ?q=.
    """

    code: str
    label: "StrOrPromise"
    icon = "search"
    may: str | tuple[str, ...] | None = None
    page = ""
    listing = ""

    def rows(self, person, at: str = "") -> QuerySet:
        """What the person may see; a set to pick from may be narrowed by `at`, the key of what it belongs to."""
        raise NotImplementedError(type(self))

    def matching(self, rows: QuerySet, text: str) -> QuerySet:
        return matching(rows, text)

    def title(self, row) -> str:
        return str(row)

    def number(self, row) -> str:
        return "" if getattr(row, "silent_code", False) else getattr(row, "code", "")

    def note(self, row) -> str:
        return ""

    def href(self, row) -> str:
        return reverse(self.page, kwargs={"pk": row.pk}) if self.page else ""

    def hit(self, row) -> Hit:
        return Hit(self.title(row), self.note(row), self.href(row), self.number(row), getattr(row, "rank", 2), row.pk)

    def find(self, person, text: str, most: int) -> Group:
        return self.group(self.matching(self.rows(person), text), most)

    def group(self, rows: QuerySet, most: int) -> Group:
        hits = [self.hit(row) for row in rows[: most + 1]]
        more = f"{reverse(self.listing)}?" if self.listing and len(hits) > most else ""
        return Group(self, hits[:most], more)


def key_of(text: str) -> int:
    """A key as it comes in an address; 0, which nothing has, for anything else."""
    return int(text) if text.isdecimal() and len(text) < 18 else 0


def find(person, text: str, kinds: Iterable, most: int) -> list[Group]:
    """What a person may see of what he typed, kind by kind, the kind of the best hit first."""
    if len("".join(words_of(text))) < FEWEST_SIGNS or is_long_number(text):
        return []
    groups = [group for kind in kinds if may_any(person, kind.may) and (group := kind.find(person, text, most)).hits]
    return sorted(groups, key=lambda group: min(hit.rank for hit in group.hits))


def pick(person, kind: Kind, text: str, at: str, most: int) -> list[Hit]:
    """What may be chosen; all of it in its own order while nothing is typed."""
    if not may_any(person, kind.may):
        return []
    rows = kind.rows(person, at)
    return [kind.hit(row) for row in (kind.matching(rows, text) if words_of(text) else rows)[:most]]
