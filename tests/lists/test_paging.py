"""Pages of a list: numbers first, cursors beyond, stable while rows are added, rows with an empty sort column last in either direction."""

from datetime import date, timedelta

import pytest

from haidian_policing.lists import paging
from haidian_policing.lists.paging import Order, Window, cursor, read_cursor, window
from haidian_policing.organisation.models import Person
from haidian_policing.pages import sets

pytestmark = pytest.mark.django_db
SIZE = 5


@pytest.fixture(autouse=True)
def people(monkeypatch):
    """23 people, every third without a day of joining, several on the same day; only one page has a number."""
    monkeypatch.setattr(paging, "NUMBERED", 1)
    days = [None if number % 3 == 0 else date(2020, 1, 1) + timedelta(days=number // 4) for number in range(23)]
    Person.objects.bulk_create(Person(police_number=f"7{number:05}", name="某", joined_on=day) for number, day in enumerate(days))
    return Person.objects.filter(name="某")


def page(people, order: Order, **place) -> Window:
    def fetch(queryset):
        return list(queryset.values("pk", *order.names))

    return window(people, order, fetch, size=SIZE, page=place.get("page", 1), after=place.get("after", ""), before=place.get("before", ""))


def walked(people, order: Order) -> list[Window]:
    found = [page(people, order)]
    while found[-1].following:
        found.append(page(people, order, **found[-1].following))
    return found


@pytest.mark.parametrize("order", [Order(("pk",)), Order(("-pk",)), Order(("joined_on", "pk"), True), Order(("-joined_on", "-pk"), True)])
def test_cursors_lead_through_all_rows_and_back(people, order):
    pages = walked(people, order)
    rows = [row for shown in pages for row in shown.rows]
    assert len(rows) == len({row["pk"] for row in rows}) == 23
    assert [shown.first for shown in pages] == [1, 6, 11, 16, 21]
    if order.blank:
        days = [row["joined_on"] for row in rows]
        filled = [day for day in days if day]
        assert days == [*filled, *[None] * 8] and filled == sorted(filled, reverse=order.keys[0].startswith("-"))
    back, keys = pages[-1], [[row["pk"] for row in shown.rows] for shown in pages]
    for number in range(len(pages) - 2, -1, -1):
        back = page(people, order, **back.previous)
        assert [row["pk"] for row in back.rows] == keys[number]
    assert back.previous is None


def test_a_row_that_comes_in_between_shifts_nothing(people):
    order = Order(("-pk",))
    first = page(people, order)
    Person.objects.create(police_number="800000", name="某")
    second = page(people, order, **first.following)
    assert not {row["pk"] for row in first.rows} & {row["pk"] for row in second.rows}
    assert [row["pk"] for row in second.rows] == list(people.order_by("-pk").values_list("pk", flat=True)[6:11])


def test_numbered_pages_cross_from_filled_to_empty_rows(people, monkeypatch):
    monkeypatch.setattr(paging, "NUMBERED", 200)
    order = Order(("joined_on", "pk"), True)
    rows = [row for number in range(1, 6) for row in page(people, order, page=number).rows]
    assert len({row["pk"] for row in rows}) == 23 and [row["joined_on"] for row in rows[15:]] == [None] * 8
    assert page(people, order, page=99).number == 5


def test_counts_are_exact_to_a_bound(people, monkeypatch):
    assert page(people, Order(("pk",))).total == 23
    for module in (paging, sets):
        monkeypatch.setattr(module, "COUNTED", 10)
    shown = page(people, Order(("pk",)))
    assert shown.total == 11 and shown.capped


@pytest.mark.parametrize("text", ["", "zzz", "²", "W10", "eyJhIjoxfQ", "WzEsImEiXQ", "WzEsW10", "WzEsMSwxLDEsMV0"])
def test_a_broken_cursor_is_the_first_page(people, text):
    assert page(people, Order(("joined_on", "pk"), True), after=text).first == 1
    assert page(people, Order(("pk",)), before=text).first == 1


def test_a_cursor_keeps_its_values():
    order = Order(("joined_on", "pk"), True)
    assert read_cursor(cursor(order, {"joined_on": date(2020, 1, 2), "pk": 7}, 51), 2) == (51, ["2020-01-02", 7])
    assert read_cursor(cursor(order, {"joined_on": None, "pk": 7}, 51), 2) == (51, [None, 7])
