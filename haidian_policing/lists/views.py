"""The page of a list: whole, its table alone for htmx, or on paper."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from django.http import HttpResponse
from django.template import engines
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from markupsafe import Markup

from haidian_policing.lists.columns import drawn
from haidian_policing.lists.declaration import List
from haidian_policing.lists.filters import resolved
from haidian_policing.lists.forms import ViewForm
from haidian_policing.lists.opening import opened
from haidian_policing.lists.paging import COUNTED, SIZES, Window, window
from haidian_policing.lists.registry import LISTS
from haidian_policing.pages.registry import Page
from haidian_policing.pages.responses import answer

PRINTED = 1000
PIECES = {"more-conditions": "lists/conditions.html", "column-dialog": "lists/column_dialog.html", "view-dialog": "lists/view_dialog.html"}


def listing(listed: List, path: str = "", *, kind: type[Page] = Page, **options) -> Page:
    """The page row of a list, for an app's PAGES; kind: where an app's pages open by a rule of their own."""
    given = {"name": listed.page.partition(":")[2], "label": listed.label, "may": listed.may, **options}
    return kind(path=path, view=page_of(listed), **given)


def page_of(listed: List) -> Callable[..., HttpResponse]:
    def page(request) -> HttpResponse:
        request.GET, view, views = resolved(request.GET, request.user, listed.code)
        context = {"list": listed, **arranged(listed, request.user, view, views)}
        if piece := PIECES.get(request.htmx.target or ""):
            asked = {"form": listed.blank_form(request), "saving": ViewForm(person=request.user, auto_id="view_%s")}
            return answer(request, piece, context | asked)
        found, form = listed.asked(request, request.GET) if listed.narrows(request.GET) else (None, None)
        context |= table(listed, request, found, form, context["columns"])
        if request.GET.get("print") == "1":
            return answer(request, "layouts/list_print.html", context)
        return answer(request, "layouts/list.html", context, block="listing")

    page.__name__ = f"{listed.code}_list"
    return page


def arranged(listed: List, person, view, views) -> dict[str, Any]:
    """The view in use, those to choose from, and the columns of one or the other."""
    own = next((row for row in views if not row.name and row.owner_id == person.pk), None)
    columns = listed.chosen(view.columns if view and view.columns else own.columns if own else ())
    return {"view": view, "views": [row for row in views if row.name], "columns": columns, "arranged": own is not None}


def table(listed: List, request, found, form, columns) -> dict[str, Any]:
    """What the page shows."""
    paper = request.GET.get("print") == "1"
    bulk = [] if paper else listed.actions_for(request.user)
    page = read(listed, request, found, PRINTED if paper else 0)
    tab = listed.tab_of(request.user, request.GET)
    export = None if paper else reverse("exports:start", kwargs={"code": listed.code})
    act = None if paper else listed.act_for(request.user)
    return {
        "form": form,
        "conditions": _standing_open(listed, form),
        "unfolded": bool(form) and any(given(request.GET, bound) for bound in form.visible_fields()[listed.first :]),
        "page": page,
        "body": body(listed, page, columns, act=act, paper=paper),
        "act": act,
        "bulk": bulk,
        "counted": COUNTED,
        "sizes": SIZES,
        "tabs": [(row.label, f"?tab={row.code}", row.code == tab, row.count) for row in listed.tabs(request.user)],
        "export": export,
        "breadcrumbs": [(listed.label, None)],
    }


def _standing_open(listed: List, form) -> Markup:
    """The first conditions as HTML; with none filled in they are the same to everybody of a language."""
    if form:
        return _drawn(form.visible_fields()[: listed.first])
    return _blank(listed.code, get_language(), *listed.usual().values()) if listed.filterset else Markup("")


@lru_cache(maxsize=256)
def _blank(code: str, _language: str, *_usual) -> Markup:
    listed = LISTS[code]
    return _drawn(listed.blank_form().visible_fields()[: listed.first])


def _drawn(fields) -> Markup:
    return engines["jinja2"].env.get_template("components/listing.html").module.conditions(fields)


def given(query, bound) -> bool:
    """Whether a query fills in a condition, by its key or by its words."""
    return bool(query.get(bound.html_name) or query.get(f"{bound.html_name}-text"))


def body(listed: List, page: Window, columns, *, act, paper: bool) -> str:
    href = "" if paper else listed.address()
    return drawn(page.rows, columns, first=page.first, href=href, link=listed.link, pick=not paper, act=act)


def read(listed: List, request, found, most: int = 0) -> Window:
    """The rows of the page that the query asks for, or the first `most`; found: None where it narrows nothing."""
    query, at = request.GET, timezone.now()
    order = listed.order_of(query.get("sort", ""))
    size = most or (int(query["size"]) if query.get("size") in map(str, SIZES) else SIZES[1])
    number = query.get("page", "")
    page = int(number) if number.isascii() and number.isdecimal() and len(number) < 6 else 1
    if found is None and page < 2 and not (query.get("after") or query.get("before")):
        return opened(listed, request.user, listed.tab_of(request.user, query), order, size, at)
    found = listed.found(request, query) if found is None else found
    fetch = lambda queryset: listed.rows(queryset, at, order.names)  # noqa: E731
    return window(found, order, fetch, size=size, page=page, after=query.get("after", ""), before=query.get("before", ""))
