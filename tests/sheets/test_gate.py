"""Files that are turned away before anything is parsed."""

import io
import time
import tracemalloc

import pytest

from haidian_policing.sheets import Limit, Refused, read

from .files import MODEL, archive, book, lying, raw_book, sheet_xml

SMALL = Limit(5 * 2**20, 1000)
ONE = sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')


def refusal(file: io.BytesIO, name: str = "a.xlsx", limit: Limit = SMALL) -> str:
    with pytest.raises(Refused) as caught:
        read(file, name, limit)
    return str(caught.value)


def test_a_plain_workbook_passes() -> None:
    assert read(raw_book(ONE), "a.xlsx", SMALL).head == [(1, (1.0,))]


@pytest.mark.requirement("R23")
def test_a_bomb_is_refused_fast_and_small(settings) -> None:
    bomb = raw_book(sheet_xml("<row>" + "<c><v>1</v></c>" * 20 + "</row>") + " " * 200_000_000)
    tracemalloc.start()
    begun = time.monotonic()
    message = refusal(bomb, limit=Limit())
    assert time.monotonic() - begun < 1
    assert tracemalloc.get_traced_memory()[1] < 100 * 2**20
    tracemalloc.stop()
    assert "100" in message


@pytest.mark.requirement("R23")
def test_a_bomb_that_lies_about_its_size_is_refused() -> None:
    honest = raw_book(sheet_xml("") + " " * 30_000_000)
    begun = time.monotonic()
    refusal(lying(honest, "xl/worksheets/sheet1.xml", 1000))
    assert time.monotonic() - begun < 1


@pytest.mark.requirement("R23")
@pytest.mark.parametrize(
    "inner",
    [
        "<row/>" * 1100,
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
        '<row r="1"><c r="A1048576"><v>1</v></c></row>',
        '<row foo=">" r="1048576"><c><v>1</v></c></row>',
        "<row r='1'><c r='XFD1'><v>1</v></c></row>",
        '<row r="1"><c r="ABC1"><v>1</v></c></row>',
        '<row r="1500"><c r="ZZ1500"><v>1</v></c></row>',
        "<row " + " " * 300_000 + 'r="1048576"><c><v>1</v></c></row>',
    ],
)
def test_a_sheet_that_reaches_too_far_is_refused(inner: str) -> None:
    refusal(raw_book(sheet_xml(inner)))


@pytest.mark.requirement("R23")
def test_a_far_cell_is_found_wherever_the_pieces_part() -> None:
    for padding in range(2**18 - 120, 2**18 + 20):
        refusal(raw_book(sheet_xml("<!--" + " " * padding + '--><row r="1"><c r="XFD1048576"><v>1</v></c></row>')))


@pytest.mark.requirement("R23")
def test_one_long_text_named_by_every_cell_is_refused() -> None:
    texts = f"<sst xmlns='{MODEL}'><si><t>{'x' * 30_000}</t></si></sst>"
    cells = "".join(f'<row r="{row}"><c r="A{row}" t="s"><v>0</v></c></row>' for row in range(1, 900))
    refusal(raw_book(sheet_xml(cells), xl__sharedStrings_xml=texts))
    honest = f"<sst xmlns='{MODEL}'><si><t>{'x' * 30_000}</t></si><si><t>y</t></si></sst>"
    once = cells.replace("<v>0</v>", "<v>1</v>").replace("<v>1</v>", "<v>0</v>", 1)  # the long one once, the short one everywhere
    assert read(raw_book(sheet_xml(once), xl__sharedStrings_xml=honest), "a.xlsx", SMALL).rows


@pytest.mark.requirement("R24")
@pytest.mark.parametrize(
    "start",
    [
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        "<!-- " + "x" * 300_000 + " --><!DOCTYPE x>",
        "<!doctype x>",
    ],
)
def test_outside_definitions_are_refused(start: str) -> None:
    refusal(raw_book(start + sheet_xml("")))
    refusal(raw_book(ONE, xl__styles_xml=start + "<styleSheet/>"))


@pytest.mark.requirement("R24")
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32"])
def test_markup_in_another_encoding_cannot_hide_anything(encoding: str) -> None:
    refusal(raw_book(ONE.replace("UTF-8", encoding).encode(encoding)))
    refusal(raw_book(ONE.replace("UTF-8", "gb18030").encode()))


@pytest.mark.requirement("R24")
@pytest.mark.parametrize(
    ("file", "name"),
    [
        (io.BytesIO(b"<html><table><tr><td>1</td></tr></table></html>"), "a.xlsx"),
        (io.BytesIO(b"\xef\xbb\xbf  <?xml version='1.0'?><Workbook/>"), "a.xlsx"),
        (io.BytesIO(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), "a.xlsx"),
        (io.BytesIO(b"a,b\r\n1,2"), "a.xlsx"),
        (io.BytesIO(b""), "a.xlsx"),
        (archive({"word/document.xml": "<x/>"}), "a.xlsx"),
        (io.BytesIO(b"PK\x03\x04 and nothing else"), "a.xlsx"),
        (book([["a"]]), "a.xls"),
        (book([["a"]]), "a.xlsm"),
        (book([["a"]]), "a.csv"),
        (book([["a"]]), "a.exe"),
        (io.BytesIO(b"<table><tr><td>1</td></tr></table>"), "a.csv"),
        (io.BytesIO(b"a,b\0\r\n"), "a.csv"),
        (io.BytesIO(b"\x81\x00\xff\xff\xfe"), "a.csv"),
    ],
)
def test_extension_magic_and_content_must_agree(file: io.BytesIO, name: str) -> None:
    file.seek(0)
    assert refusal(file, name)


@pytest.mark.requirement("R24")
def test_macros_are_refused_wherever_they_are_declared() -> None:
    refusal(raw_book(ONE, main="application/vnd.ms-excel.sheet.macroEnabled.main+xml"))
    refusal(raw_book(ONE, xl__vbaProject_bin=b"x"))


@pytest.mark.requirement("R24")
def test_damage_is_a_refusal_and_not_an_error() -> None:
    whole = book([["警号", "姓名"], ["1", "王"]]).getvalue()
    for cut in range(0, len(whole), 97):
        refusal(io.BytesIO(whole[:cut]))
    assert refusal(raw_book("<worksheet><sheetData><row><c></row>"))
