"""Pieces of a cell as safe HTML, drawn by the design's own macros and remembered: a page draws the same few badges fifty times."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from django.template import engines
from django.urls import reverse
from django.utils.translation import get_language
from markupsafe import Markup, escape

EMPTY = Markup("-")


@lru_cache(maxsize=4096)
def _drawn(_language: str, macro: str, *given: str) -> Markup:
    return Markup(getattr(engines["jinja2"].env.get_template("components/states.html").module, macro)(*given))


def badge(label, tone: str = "neutral") -> Markup:
    """A state: dot and words."""
    return _drawn("", "badge", str(label), tone)


def mark(label, tone: str = "neutral") -> Markup:
    return _drawn("", "mark", str(label), tone)


def marks(found: Iterable[tuple[str, str]]) -> Markup:
    """A state's short marks, one after the other, each (words, tone)."""
    return Markup("").join(Markup(" ") + mark(label, tone) for label, tone in found)


def deadline(clock: dict | None) -> Markup:
    """A running clock as `text state due clock`, its name below; "-" where none runs."""
    if not clock:
        return EMPTY
    told = _drawn(get_language(), "deadline", clock["text"], clock["state"], clock["due"], clock["clock"])
    return lines(told, clock["clock"])


def sub(value) -> Markup:
    """A smaller line below the value of a cell; nothing for an empty one."""
    return Markup("") if value is None or value == "" else Markup('<span class="sub">') + escape(value) + Markup("</span>")


def lines(first, second) -> Markup:
    """A value with a smaller one below it."""
    return escape(EMPTY if first is None or first == "" else first) + sub(second)


def poster(label, name: str, confirm="", **further) -> Callable[[int], str]:
    """key -> a button that POSTs to a row's address by way of the form around the table; confirm: what is asked before."""
    head, tail = reverse(name, kwargs={"pk": 0, **further}).split("/0/", 1)
    asked = f' data-confirm="{escape(confirm)}"' if confirm else ""
    words = escape(label)
    return lambda pk: f'<button type="submit" class="btn btn-sm btn-quiet" formaction="{head}/{pk}/{tail}"{asked}>{words}</button>'


def copier(label) -> Callable[[str], Markup]:
    """text -> a small button that copies it."""
    icon = engines["jinja2"].env.get_template("components/actions.html").module.icon("copy")
    button = Markup('<button type="button" class="icon-btn copy" data-copy="{text}" aria-label="{label}" title="{label}">{icon}</button>')
    return lambda text: button.format(text=text, label=label, icon=icon)


def anchor(label, name: str) -> Callable[[int], str]:
    """key -> a link to a row's address."""
    head, tail = reverse(name, kwargs={"pk": 0}).split("/0/", 1)
    words = escape(label)
    return lambda pk: f'<a href="{head}/{pk}/{tail}">{words}</a>'
