"""What may be imported: each sheet a subclass of ImportKind of a few lines; the apps list theirs as IMPORTS in their `imports` room."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import translation

from haidian_policing.access.standing import may
from haidian_policing.rooms import Register
from haidian_policing.sealing import Sealer
from haidian_policing.sheets import Column, Limit

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LANGUAGES = ("en", "zh-hans")
Values = dict[str, Any]
Words = Callable[[Iterable], dict[str, Any]]


@dataclass(frozen=True)
class Stored:
    """Where one value of a row lives.

    name: of the value; field: of the model, if it is called otherwise; through: for a foreign key the field of the other side that the
    value holds; inclusive: the value is a last day, the field the day after; carried: goes along with another value and is never compared.
    """

    name: str
    field: str = ""
    through: str = ""
    inclusive: bool = False
    carried: bool = False

    @property
    def path(self) -> str:
        """The lookup path of the value from the model."""
        return "__".join(part for part in (self.field or self.name, self.through) if part)


class ImportKind:
    """One kind of sheet. `may` opens it; `stored` says where its values live; `keys` names the values that find a row again.

    Everything else follows: template, check, comparison, writing and undoing are set-based statements over the staged rows. `within_file`
    names foreign keys whose other side may stand in the same sheet, by its key. `constants` fill the columns of a new row that the sheet
    does not know. `rights`: writing is an event of the audit log.
    """

    code = ""
    label: "StrOrPromise" = ""
    may = ""
    limit = Limit()
    model: type[models.Model]
    stored: Sequence[Stored] = ()
    keys: Sequence[str] = ()
    within_file: frozenset[str] = frozenset()
    notes: Sequence["StrOrPromise"] = ()
    rights = False

    @cached_property
    def made(self) -> list[str]:
        """The keys that a check makes for itself: what is compared, and never written."""
        return [name for name in self.keys if name not in {stored.name for stored in self.stored}]

    def columns(self, words: Words, person) -> Sequence[Column]:
        """The columns of the sheet; `words(choices)` gives label -> value."""
        raise NotImplementedError

    def checker(self, person) -> Callable[[Values], Iterable[tuple[str, str, str]]]:
        """Rules over several columns: a function that yields (column, reason, suggestion) and may complete the values of a row."""
        return lambda values: ()

    def known(self, person) -> models.QuerySet:
        """What exists and may be changed by this person."""
        return self.model._default_manager.all()

    def strangers(self, rows: models.QuerySet, person) -> int:
        """How many of the staged rows lie beyond this person's reach by now: asked again before writing."""
        return 0

    def constants(self) -> Values:
        return {}

    def applied(self, rows: models.QuerySet, *, actor, at) -> None:
        """What follows from the rows just written, in the same transaction."""

    def opens_to(self, person) -> bool:
        return may(person, self.may)

    def reading_columns(self, person) -> Sequence[Column]:
        """With headings and choices in both languages: a sheet made in one is read in the other."""
        headings: dict[str, tuple[str, ...]] = {}
        for language in LANGUAGES:
            with translation.override(language):
                headings |= {column.name: (*headings.get(column.name, ()), column.label) for column in self.columns(own, person)}
        return [replace(column, aliases=(*column.aliases, *headings[column.name])) for column in self.columns(both, person)]

    def template_columns(self, person) -> Sequence[Column]:
        """With drop-downs in the reader's language only."""
        return self.columns(own, person)


def own(choices: Iterable) -> dict[str, Any]:
    return {str(label): value for value, label in choices}


def both(choices: Iterable) -> dict[str, Any]:
    """Label -> value, in both languages."""
    found = {}
    for language in LANGUAGES:
        with translation.override(language):
            found |= {str(label): value for value, label in choices}
    return found


def phone_sealer(purpose: str, *, tail: bool = False) -> Callable[[Values], None]:
    """Exchanges the telephone number of a row for its sealed form and its fingerprint: staged rows hold none in plain."""
    sealer = Sealer(purpose)

    def exchange(values: Values) -> None:
        if "phone" not in values:
            return
        number = values.pop("phone")
        values["phone_hash"] = "\\x" + sealer.fingerprint(number).hex() if number else None
        values["phone_sealed"] = "\\x" + sealer.seal(number).hex() if number else None
        if tail:
            values["phone_tail"] = number[-4:] if number else None

    return exchange


IMPORTS = Register("IMPORTS", "imports")
