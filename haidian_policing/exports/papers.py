"""What is printed and signed: the apps declare it as PAPERS in their `papers` rooms; file, owner, audit and expiry are every export's."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Model, QuerySet
from django.http import QueryDict

from haidian_policing.access.standing import may_any
from haidian_policing.rooms import Register

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Paper:
    """One document. What a subclass gives: code (its URL name too), label, template in templates/papers, model, may (as its page), content.

    Who may have it of what is asked of `queryset`, as the page asks it; `content` gives plain values, which the template only shows:
    nothing that somebody wrote is ever read as markup. It masks what the page masks.
    """

    code: ClassVar[str]
    label: ClassVar["StrOrPromise"]
    template: ClassVar[str]
    model: ClassVar[type[Model]]
    may: ClassVar[str | tuple[str, ...] | None] = None

    def queryset(self, person) -> QuerySet:
        """The things of which this person may have the paper; the usual answer is visible_to."""
        return self.model._default_manager.visible_to(person)

    def content(self, thing: Any, asked: QueryDict, person, at) -> Mapping[str, Any]:
        """What the template shows of a thing, in the language of now; asked: what the page was asked for."""
        raise NotImplementedError

    def name(self, thing: Any, asked: QueryDict) -> tuple[str, ...]:
        """The words of the file's name."""
        return (str(self.label), str(thing))

    def count(self, content: Mapping[str, Any]) -> int:
        """How many rows the export audit notes."""
        return 1

    def opens_to(self, person) -> bool:
        return may_any(person, self.may)


PAPERS = Register("PAPERS", "papers")
