"""Loading rows at COPY speed."""

import json
import time as clock
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from uuid import UUID

import pytest
from django.db import IntegrityError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import Point, from_wkb

from haidian_policing.bulk import copy_in, copy_lines, text, unguarded
from haidian_policing.bulk.copying import Stream
from haidian_policing.bulk.numbers import numbers
from haidian_policing.organisation.models import Unit
from haidian_policing.workcalendar.actions import ensure_seed
from haidian_policing.workcalendar.choices import DayKind
from haidian_policing.workcalendar.models import Version, Year

pytestmark = pytest.mark.django_db

VALUES = {
    "flag boolean": (True, False),
    "amount integer": (0, -2_147_483_648),
    "price numeric": (Decimal("12.340"), Decimal("-0.001")),
    "ratio double precision": (0.1, float("inf")),
    "words text": ("", "a\tb\nc\r\\N \\. 'x' \"y\" 派出所 𠮷 \\x41"),
    "born date": (date(2026, 11, 23), date(1, 1, 1)),
    "moment timestamptz": (datetime(2026, 11, 23, 6, 5, 4, 3, tzinfo=UTC), datetime(2000, 1, 1, tzinfo=UTC)),
    "hour time": (time(8, 30), time(23, 59, 59, 999999)),
    "length interval": (timedelta(days=-1, seconds=5, microseconds=7), timedelta(days=400)),
    "facts jsonb": ({"名": ["甲", None, 1.5], "q": '"\\\n'}, {}),
    "tags text[]": (["a,b", 'say "x"', "{}", "NULL", "back\\slash", "", None, "tab\t"], []),
    "nested integer[]": ([[1, 2], [3, 4]], [5]),
    "raw bytea": (b"\x00\xff\\", b""),
    "key uuid": (UUID(int=0), UUID(int=2**128 - 1)),
    "kind text": (DayKind.MAKEUP, DayKind.HOLIDAY),
}


@pytest.fixture
def version() -> Version:
    """Any model's row to point at."""
    ensure_seed()
    return Version.objects.earliest("number")


@pytest.fixture
def sheet() -> list[str]:
    """A temporary table with every kind of column."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE sheet ({', '.join(VALUES)}) ON COMMIT DROP")
    return [column.split()[0] for column in VALUES]


def stored() -> list[tuple]:
    """The rows of the temporary table, in Python's types."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM sheet")
        return [tuple(map(plain, row)) for row in cursor.fetchall()]


def plain(value: object) -> object:
    """Values that the driver hands out in other clothes."""
    return bytes(value) if isinstance(value, memoryview) else str(value) if isinstance(value, UUID) else value


def test_every_kind_of_value_comes_back(sheet: list[str]) -> None:
    rows = list(zip(*VALUES.values(), strict=True))
    facts = sheet.index("facts")
    assert copy_in("sheet", sheet, rows) == 2
    found = [(*row[:facts], json.loads(row[facts]), *row[facts + 1 :]) for row in stored()]
    assert found == [tuple(map(plain, row)) for row in rows]


def test_nothing_is_null(sheet: list[str]) -> None:
    copy_in("sheet", sheet, [(None,) * len(sheet)])
    assert stored() == [(None,) * len(sheet)]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"])),
    tags=st.lists(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))),
)
def test_any_text_comes_back(sheet: list[str], words: str, tags: list[str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE sheet")
    copy_in("sheet", ["words", "tags"], [(words, tags)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, tags FROM sheet")
        assert cursor.fetchall() == [(words, tags)]


def test_a_geometry_is_stored_as_its_bytes(sheet: list[str]) -> None:
    copy_in("sheet", ["raw"], [(Point(116.3, 39.9),)])
    with connection.cursor() as cursor:
        cursor.execute("SELECT raw FROM sheet")
        assert from_wkb(bytes(cursor.fetchone()[0])) == Point(116.3, 39.9)


def test_a_model_is_named_by_its_fields(version) -> None:
    assert copy_in(Year, ["version", "year", "state", "source"], [(version.pk, 2040, "provisional", "")]) == 1
    assert version.years.filter(year=2040).exists()


def test_all_or_nothing(version) -> None:
    rows = [(version.pk, 2040, "provisional", ""), (version.pk, 2040, "provisional", "")]
    with pytest.raises(IntegrityError, match="year_once"):
        copy_in(Year, ["version", "year", "state", "source"], rows)
    assert not version.years.filter(year=2040).exists()


def test_a_row_of_another_width_is_named(sheet: list[str]) -> None:
    with pytest.raises(ValueError, match="row 2 has 1 values for 2 columns"):
        copy_in("sheet", ["words", "amount"], [("a", 1), ("b",)])


@pytest.mark.parametrize(("value", "reason"), [("a\0b", "NUL"), (object(), "type object")])
def test_what_cannot_be_stored_is_refused(sheet: list[str], value: object, reason: str) -> None:
    with pytest.raises((ValueError, TypeError), match=reason):
        copy_in("sheet", ["words"], [(value,)])


def test_it_streams_fast_and_holds_little(sheet: list[str]) -> None:
    rows = ((n, f"第{n}行\t备注", date(2026, 11, 23), None) for n in range(100_000))
    tracemalloc.start()
    copy_in("sheet", ["amount", "words", "born", "price"], rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
    begun = clock.monotonic()
    copy_in("sheet", ["amount", "words"], ((n, "派出所") for n in range(100_000)))
    assert clock.monotonic() - begun < 3


GUARDS = """
SELECT c.conname, pg_get_constraintdef(c.oid) FROM pg_constraint c WHERE c.conrelid = %s::regclass
UNION SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s
UNION SELECT tgname, tgenabled::text FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal ORDER BY 1"""
UNIT = (
    "kind",
    "code",
    "name",
    "short_name",
    "name_en",
    "initials",
    "order",
    "department_category",
    "station_kind",
    "squad_kind",
    "is_special",
)


def unit(code: str, **others: object) -> tuple:
    row = dict.fromkeys(UNIT, "") | {"kind": "department", "code": code, "order": 1, "is_special": False, "department_category": "support"}
    return tuple((row | others)[name] for name in UNIT)


def guards_of(table: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(GUARDS, [table] * 3)
        return cursor.fetchall()


def test_a_table_stands_as_before_and_its_rows_have_their_history(db) -> None:
    before = guards_of("organisation_unit")
    with unguarded(Unit):
        assert len(guards_of("organisation_unit")) < len(before)
        copy_in(Unit, UNIT, [unit("X1"), unit("X2")])
    assert guards_of("organisation_unit") == before
    history = Unit.pgh_event_models["insert"].objects.filter(code__in=("X1", "X2"))
    assert history.count() == 2 and set(history.values_list("pgh_label", flat=True)) == {"insert"}


def test_a_row_that_points_at_nothing_is_refused_and_the_guards_come_back(db) -> None:
    before = guards_of("organisation_unit")
    with pytest.raises(IntegrityError, match="parent"), unguarded(Unit):
        copy_in(Unit, (*UNIT, "parent"), [(*unit("X1"), 999_999)])
    assert guards_of("organisation_unit") == before and not Unit.objects.filter(code="X1").exists()


def test_blocks_are_made_as_they_are_asked_for_and_never_held() -> None:
    """A year of logs is some hundred blocks; what is held is one of them and what COPY has in hand."""
    made = 0

    def blocks() -> Iterator[str]:
        nonlocal made
        for made in range(1, 401):
            yield f"{made}\t派出所\n" * 1_000

    tracemalloc.start()
    stream = Stream(blocks())
    while stream.read(1 << 18):
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert made == 400 and peak < 3_000_000


def test_lines_are_loaded_as_they_are(db) -> None:
    lines = ("\t".join(map(text, unit(code))) + "\n" for code in ("X1", "X2"))
    assert copy_lines(Unit, UNIT, lines) == 2
    assert Unit.objects.filter(code__startswith="X", department_category="support").count() == 2


def test_numbers_come_as_an_array_with_dates_as_days(db) -> None:
    copy_in(Unit, (*UNIT, "closed_on"), [(*unit("X1"), date(1970, 1, 11)), (*unit("X2", order=2), None)])
    found = numbers(Unit.objects.filter(code__startswith="X").order_by("order").values_list("order", "parent", "closed_on", "is_special"))
    assert found.tolist() == [[1, -1, 10, 0], [2, -1, -1, 0]]
    assert numbers(Unit.objects.filter(code="nobody").values_list("order", "parent")).shape == (0, 2)
