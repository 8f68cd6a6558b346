"""The page of a list: whole, its table alone for htmx, or on paper."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone

from haidian_policing.lists.columns import drawn
from haidian_policing.lists.declaration import List
from haidian_policing.lists.drawing import listing_of, tabs_of
from haidian_policing.lists.filters import resolved
from haidian_policing.lists.forms import ViewForm
from haidian_policing.lists.opening import opened
from haidian_policing.lists.paging import COUNTED, SIZES, Window, window
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
            return answer(request, "layouts/list_print.html", context | {"tabs": tabs_of(listed, request)})
        return answer(request, "layouts/list.html", context | {"listing": listing_of(listed, request, context)}, block="listing")

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
    page, act = read(listed, request, found, PRINTED if paper else 0), None if paper else listed.act_for(request.user)
    rows = body(listed, page, columns, act=act, paper=paper)
    return {"form": form, "page": page, "body": rows, "act": act, "counted": COUNTED, "breadcrumbs": [(listed.label, None)]}


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
