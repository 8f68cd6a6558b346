"""What is printed and signed: the apps declare it as PAPERS in their `papers` rooms; file, owner, audit and expiry are every export's."""

from collections.abc import Mapping
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, ClassVar

from django.apps import apps
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.functional import SimpleLazyObject

from haidian_policing.access.standing import may_any

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


def _declared() -> dict[str, Paper]:
    rooms = (f"{config.name}.papers" for config in apps.get_app_configs() if config.name != "haidian_policing.exports")
    modules = (import_module(room) for room in rooms if find_spec(room))
    return {row.code: row for module in modules for row in getattr(module, "PAPERS", ())}


PAPERS: Any = SimpleLazyObject(_declared)
