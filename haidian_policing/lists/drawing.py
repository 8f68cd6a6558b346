"""What stands around the rows of a list: drawn once for all whose page says the same there, the rows put in."""

from dataclasses import dataclass
from functools import lru_cache
from secrets import token_hex
from typing import Any

from django.http import QueryDict
from django.template import engines
from django.utils.translation import get_language
from markupsafe import Markup

from haidian_policing.lists.declaration import List
from haidian_policing.lists.paging import COUNTED, SIZES, Window
from haidian_policing.lists.registry import LISTS
from haidian_policing.pages.frame import anybody, drawn, put_in

ROWS = f"rows {token_hex(8)}"


@dataclass(frozen=True)
class Around:
    """All that it hangs on. conditions: their form as HTML, the first, the unfolded and the chips; state: of that form; page: as in
    Window, with the number of rows.
    """

    code: str
    language: str | None
    address: tuple[str, str]
    conditions: tuple[Markup, Markup, Markup]
    state: str
    tabs: tuple[tuple, ...]
    columns: tuple[str, ...]
    views: tuple[tuple, ...]
    view: int | None
    verbs: tuple[str, ...]
    acts: bool
    page: tuple


def listing_of(listed: List, request, context: dict[str, Any]) -> Markup:
    """The tabs, conditions, tools, table, pages and bar of a list, from the context of its page."""
    form, page = context["form"], context["page"]
    around = Around(
        listed.code,
        get_language(),
        (request.path, request.GET.urlencode()),
        _conditions(listed, request, form),
        "" if form is None else "unread" if form.errors else "narrowed",
        tabs_of(listed, request),
        tuple(column.code for column in context["columns"]),
        tuple((row.pk, row.name, row.share) for row in context["views"]),
        context["view"] and context["view"].pk,
        tuple(action.verb for action in listed.actions_for(request.user)),
        context["act"] is not None,
        (page.first, len(page.rows), page.size, page.total, page.number, *(tuple((way or {}).items()) for way in page.ways)),
    )
    return Markup(put_in(request, _around(around)).replace(ROWS, context["body"]))


def tabs_of(listed: List, request) -> tuple[tuple, ...]:
    """Of each: its words, where it leads, whether it is open, how many it holds."""
    now = listed.tab_of(request.user, request.GET)
    return tuple((str(row.label), f"?tab={row.code}", row.code == now, row.count) for row in listed.tabs(request.user))


@lru_cache(maxsize=512)
def _around(shown: Around) -> Markup:
    listed = LISTS[shown.code]
    path, query = shown.address
    first, rows, size, total, number, previous, following = shown.page
    return drawn(
        "lists/listing.html",
        request=anybody(GET=QueryDict(query), path=path),
        list=listed,
        shown=shown,
        columns=listed.chosen(shown.columns),
        views=[{"pk": key, "name": name, "share": share} for key, name, share in shown.views],
        bulk=[action for action in listed.actions if action.verb in shown.verbs],
        page=Window([{}] * rows, first, size, total, number, dict(previous) or None, dict(following) or None),
        body=Markup(ROWS),
        counted=COUNTED,
        sizes=SIZES,
    )


def _conditions(listed: List, request, form) -> tuple[Markup, Markup, Markup]:
    """With none filled in they are the same to everybody of a language."""
    nothing, parts = Markup(""), _macros("components/listing.html")
    if form is None:
        return (_blank(listed.code, get_language(), *listed.usual().values()) if listed.filterset else nothing, nothing, nothing)
    first, more = form.visible_fields()[: listed.first], form.visible_fields()[listed.first :]
    unfolded = parts.conditions(more) if any(given(request.GET, bound) for bound in more) else nothing
    return parts.conditions(first), unfolded, _macros("components/filters.html").chips(request, form)


@lru_cache(maxsize=256)
def _blank(code: str, _language: str, *_usual) -> Markup:
    return _macros("components/listing.html").conditions(LISTS[code].blank_form().visible_fields()[: LISTS[code].first])


def _macros(template: str):
    return engines["jinja2"].env.get_template(template).module


def given(query, bound) -> bool:
    """Whether a query fills in a condition, by its key or by its words."""
    return bool(query.get(bound.html_name) or query.get(f"{bound.html_name}-text"))
