"""Whatever is declared as a list has the same page: at none, one and many rows, for whoever may see it, in a fixed number of statements."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from haidian_policing.lists.registry import LISTS
from haidian_policing.organisation.roles import ROLES

pytestmark = pytest.mark.django_db
CODES = sorted(LISTS)
MOST_STATEMENTS = 12


def reader_of(cast, code: str):
    """Somebody who may open the list, seeing as much as possible."""
    listed = LISTS[code]
    roles = ("system_admin", "security_admin", "audit_admin", "performance", "bureau_leader", "chief", "captain", "officer")
    return next(person for role in roles if listed.opens_to(person := cast.standing(getattr(cast, role))))


def test_every_list_is_declared_with_what_its_page_needs():
    for code in CODES:
        listed = LISTS[code]
        assert listed.code == code and reverse(listed.page) and sum(column.title for column in listed.columns) == 1
        assert len({column.code for column in listed.columns}) == len(listed.columns)
        assert listed.filterset is None or "q" in listed.filterset.base_filters, f"{code} has no quick search"


@pytest.mark.parametrize("code", CODES)
def test_a_list_answers_empty_by_every_column_and_on_paper(cast, code):
    listed, person = LISTS[code], reader_of(cast, code)
    client = cast.client(person)
    for query in (
        "",
        "?q=没有这样的",
        "?print=1",
        *(f"?sort={sign}{column.code}" for column in listed.columns if column.sort for sign in ("", "-")),
    ):
        assert client.get(reverse(listed.page) + query).status_code == 200, query


@pytest.mark.parametrize("code", CODES)
def test_whoever_has_not_the_right_finds_nothing(cast, code):
    listed = LISTS[code]
    for role in ROLES:
        person = cast.standing(getattr(cast, role))
        status = cast.client(person).get(reverse(listed.page)).status_code
        assert status == (200 if listed.opens_to(person) else 404), role


@pytest.mark.parametrize("code", CODES)
def test_the_statements_of_a_list_are_few(cast, code):
    listed = LISTS[code]
    client = cast.client(reader_of(cast, code))
    client.get(reverse(listed.page))
    with CaptureQueriesContext(connection) as captured:
        assert client.get(reverse(listed.page)).status_code == 200
    assert len(captured) <= MOST_STATEMENTS, "\n".join(row["sql"][:150] for row in captured)


@pytest.mark.parametrize("code", CODES)
def test_a_sheet_has_plain_values_and_no_telephone(cast, code):
    listed, person = LISTS[code], reader_of(cast, code)
    columns = list(listed.columns)
    rows = list(listed.sheet_rows(listed.queryset(person), columns, timezone.now()))
    assert all(len(row) == len(listed.sheet_values(columns)) for row in rows)
    assert not any(hasattr(value, "__html__") for row in rows for value in row)


@pytest.mark.parametrize("code", CODES)
def test_the_heads_of_columns_begin_large_in_english(cast, code):
    with translation.override("en"):
        assert not [column.head for column in LISTS[code].columns if column.head[:1].islower()]
