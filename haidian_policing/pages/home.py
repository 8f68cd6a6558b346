"""What an app shows on people's home pages: declared in its `panels` room as HOME, put together by the roof."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from haidian_policing.access.standing import may_any
from haidian_policing.pages.sets import COUNTED

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Figure:
    """One number that opens its list and equals it, both exact to 10,000; tone: neutral, warn, bad, good."""

    label: "StrOrPromise"
    value: int
    href: str
    note: str = ""
    tone: str = ""

    @property
    def shown(self) -> int | str:
        return "10,000+" if self.value > COUNTED else self.value


@dataclass(frozen=True)
class HomePanel:
    """A part of the home page. may: who sees it, one capability of a tuple being enough.

    first_for: roles for whom it stands on top; order: place among the others; beside: it informs and asks for nothing, so it stands
    in the narrow column.

    build(person, at) gives {"figures": [Figure], ...} with whatever `template` draws, or None where there is nothing to say.
    """

    code: str
    title: "StrOrPromise"
    may: str | tuple[str, ...]
    template: str
    build: Callable[..., dict[str, Any] | None]
    first_for: frozenset[str] = field(default_factory=frozenset)
    order: int = 50
    icon: str = "list"
    beside: bool = False


def panels_for(person, at, declared: list[HomePanel]) -> list[tuple[HomePanel, dict]]:
    """The panels that a person sees, those of his role first, with what they show."""
    roles = person.standing.roles
    open_to = [panel for panel in declared if may_any(person, panel.may)]
    open_to.sort(key=lambda panel: (not panel.first_for & roles, panel.order))
    shown = ((panel, panel.build(person, at)) for panel in open_to)
    return [(panel, context) for panel, context in shown if context is not None]
