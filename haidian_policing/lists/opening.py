"""The beginning of a list that is opened without conditions, by statements put together once for all who stand alike."""

from django.db.models import QuerySet

from haidian_policing.access.alike import alike
from haidian_policing.lists.declaration import List
from haidian_policing.lists.paging import Order, Window, first_page
from haidian_policing.lists.registry import LISTS
from haidian_policing.pages.sets import total_of


def opened(listed: List, person, tab: str, order: Order, size: int, at) -> Window:
    """The first page; what fits on it is not counted again."""
    rows: list[dict] = []
    usual = listed.usual()
    for part in range(order.parts):
        rows += _beginning.rows(person, listed.code, tab, order, part, size + 1, **usual)
        if len(rows) > size:
            break
    return first_page(listed.told_of(rows[: size + 1], at), order, size, lambda: total_of(_keys.sql(person, listed.code, tab, **usual)))


@alike
def _beginning(person, code: str, tab: str, order: Order, part: int, most: int, **usual) -> QuerySet:
    found = LISTS[code].opening(person, tab, usual)
    return LISTS[code].read(order.segments(found)[part][:most], order.names)


@alike
def _keys(person, code: str, tab: str, **usual) -> QuerySet:
    return LISTS[code].opening(person, tab, usual).order_by().values("pk")
