"""A large .csv is drawn by the database, byte for byte as it is written row by row."""

from io import BytesIO

import pytest
from django.db import connection, transaction
from django.http import QueryDict
from django.utils import timezone, translation

from grids.models import TaskLog
from haidian_policing.exports.actions import _Counted, _ordered, heading_of
from haidian_policing.exports.sets import Drawing
from haidian_policing.lists.registry import LISTS
from haidian_policing.sheets import csv_stream
from tests.examples import EXAMPLES
from tests.lists.test_every_list import reader_of
from tests.whistle_reporting.conftest import Desk
from whistle_reporting.models import Part, Ticket

pytestmark = pytest.mark.django_db
# what makes trouble in a cell: formulas, long numbers, quotes, separators, line ends, blanks, signs beyond the first plane
CELLS = (
    "=1+1",
    "+8",
    "-3",
    "@x",
    "\tx",
    "'x",
    "\rx",
    "110108199003071234",
    "１２３４５６７８９０１２",
    'a"b',
    "a,b",
    "a\nb",
    "a\r\nb",
    "\n",
    "",
)
MORE = (" ", " x ", "\\.", "\\N", "NULL", "🀄麻将", "1" * 11, "x" * 200, "a\x0bb", "‘x’", "−1", "；", "%s", "{pk}")
DRAWN = {"tickets", "task_logs", "verification", "visits"}  # those that grow without end must be


@pytest.fixture
def rows(cast):
    """An example of everything, tickets in every state of a part."""
    for make in EXAMPLES.values():
        make(cast)
    for state in ("signed", "assigned", "done", "closed"):
        Desk(cast).brought_to(state)
        Desk(cast).brought_to(state, "Z05")
    return cast


def both(listed, person, columns, at) -> tuple[bytes, bytes]:
    """(drawn by the database, written row by row)"""
    found, values = listed.queryset(person), listed.sheet_values(columns)
    drawing, drawn = Drawing(listed, values, ()), BytesIO()
    assert drawing.cells
    for segment in listed.order_of("").segments(found):
        drawing.write(segment, drawn)
        assert few_and_many(drawing, segment)
    segments = listed.order_of("").segments(found)
    slow = [row for segment in segments for row in listed.sheet_rows(segment, columns, at)]
    assert list(_ordered(listed, found, QueryDict(), columns, at, ())) == slow  # what a workbook is made of
    counted = _Counted(slow, values, lambda done, total: None)
    headings = [heading_of(value) for value in values]
    return b"".join(csv_stream(headings, ())) + drawn.getvalue(), b"".join(csv_stream(headings, counted))


def few_and_many(drawing, segment) -> bool:
    """Whether the joins that suit few rows and those that suit very many give the same."""
    with connection.cursor() as cursor:
        found = []
        for many in (False, True):
            cursor.execute(drawing.statement(segment, many))
            found.append(cursor.fetchall())
    return found[0] == found[1]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_both_ways_of_every_list_give_the_same_bytes(rows, language):
    at, drawn = timezone.now(), {}
    with translation.override(language):
        for code, listed in LISTS.items():
            person = reader_of(rows, code)
            for columns in (listed.chosen(()), list(listed.columns)):
                if Drawing(listed, listed.sheet_values(columns), ()).cells:
                    fast, slow = both(listed, person, columns, at)
                    assert fast == slow, code
                    drawn[code] = fast.count(b"\r\n") - 1
    assert set(drawn) >= DRAWN
    assert drawn["tickets"] > 8 and drawn["task_logs"] > 1 and drawn["visits"] > 0


@pytest.mark.requirement("R22")
def test_cells_that_make_trouble_are_the_same_too(rows):
    at, tickets = timezone.now(), list(Ticket.objects.values_list("pk", flat=True))
    logs = TaskLog.objects.values_list("pk", flat=True)
    for text in (*CELLS, *MORE):
        with transaction.atomic():
            Ticket.objects.filter(pk__in=tickets).update(place=text[:120])
            TaskLog.objects.filter(pk__in=logs).update(note=text, number=text[:40])
            Part.objects.filter(kind="outside_lead").update(outside_unit=text[:60] or "x")
            for code in ("tickets", "task_logs"):
                listed = LISTS[code]
                fast, slow = both(listed, reader_of(rows, code), list(listed.columns), at)
                assert fast == slow, (code, text)
            transaction.set_rollback(True)


def test_what_only_python_can_say_is_written_by_it(rows):
    people = LISTS["people"]
    assert not Drawing(people, people.sheet_values(list(people.columns)), ()).cells
    assert not Drawing(LISTS["tickets"], LISTS["tickets"].sheet_values(LISTS["tickets"].columns[:1]), ()).cells
