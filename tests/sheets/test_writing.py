"""What goes out: opened again with other programs' eyes."""

import csv
import io
import re
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from haidian_policing.sheets import Heading, OfficeSheet, Show, csv_stream, file_name, office_workbook, plain_workbook, read

PAYLOADS = [
    "=1+1",
    "+86 10",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=cmd|' /C calc'!A0",
    "http://a.example/x",
    "{=1}",
    "<script>alert(1)</script>",
    "{{ 7*7 }}",
    "<svg onload=x>",
    "\u202egnp.exe",
    "𠮷𪚥",
    "_x0041_",
    "'quoted",
    "110108199001010011",
    "a\nb",
    '"',
    "１２",
]
HEADINGS = (
    Heading("排名", Show.INTEGER),
    Heading("单位"),
    Heading("应办", Show.INTEGER, "办结"),
    Heading("按时率", Show.PERCENT, "办结"),
    Heading("得分", Show.NUMBER),
    Heading("日期", Show.DATE),
)
ROWS = [(1, "万寿路", 20, 0.95, Decimal("98.77"), date(2026, 11, 3)), (2, "=危险", 10, None, 90.5, date(2026, 11, 4))]
SHEET = OfficeSheet("一组", "绩效排名", HEADINGS, ROWS, {"统计时间": "2026年10月"}, ("", "合计", 30, 0.95, "", ""), ("注：无",), frozen=2)


def page(sheet: OfficeSheet = SHEET):
    return load_workbook(io.BytesIO(office_workbook([sheet]))).active


def all_xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist())


def plain(headings, rows) -> bytes:
    file = io.BytesIO()
    plain_workbook(file, headings, rows)
    return file.getvalue()


def test_a_plain_workbook_keeps_days_moments_numbers_and_equal_headings() -> None:
    rows = [(date(2026, 1, 2), Decimal("1.5"), 3, None, "a")]
    page = load_workbook(io.BytesIO(plain([Heading("日", Show.DATE), *[Heading("数", Show.GENERAL)] * 3, Heading("文")], rows))).active
    assert [cell.value for cell in page[2]] == [datetime(2026, 1, 2), 1.5, 3, None, "a"]
    assert page["A2"].number_format == "yyyy-mm-dd"
    both = load_workbook(
        io.BytesIO(plain([Heading("日", Show.DATE), Heading("刻", Show.MOMENT)], [(date(2026, 1, 2), datetime(2026, 1, 2, 3, 4))]))
    )
    assert [cell.number_format for cell in both.active[2]] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    assert load_workbook(io.BytesIO(plain([Heading("空")], []))).active["A1"].value == "空"


@pytest.mark.requirement("R22")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_text_becomes_a_formula_or_a_link(payload: str) -> None:
    heading = Heading(payload)
    made = (
        office_workbook([OfficeSheet(payload, payload, [heading], [(payload,)], {payload: payload}, (payload,))]),
        plain([heading], [(payload,)]),
    )
    for data in made:
        xml = all_xml(data)
        assert not re.search(r"<f[ >]", xml)
        assert "<hyperlink" not in xml


@pytest.mark.requirement("R22")
@pytest.mark.parametrize("payload", [*PAYLOADS, "\0=1"])
def test_no_cell_of_a_csv_begins_with_a_sign_that_calculates(payload: str) -> None:
    cell = list(csv.reader(io.StringIO(b"".join(csv_stream([Heading("a")], [(payload,)])).decode("utf-8-sig"), newline="")))[1][0]
    assert cell[0] not in "=+-@\t\r\0"


@pytest.mark.requirement("R27")
@pytest.mark.parametrize("payload", PAYLOADS)
def test_what_was_exported_is_imported_as_it_was(payload: str) -> None:
    headings = [Heading("号"), Heading("文")]
    rows = [("1", payload)]
    from_book = read(io.BytesIO(plain(headings, rows)), "a.xlsx").head[1][1]
    from_csv = read(io.BytesIO(b"".join(csv_stream(headings, rows))), "a.csv").head[1][1]
    assert from_book[1].replace("\r", "") == payload.replace("\r", "")
    assert from_csv[1].replace("\r", "") == payload.replace("\r", "")


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_can_be_written(text: str) -> None:
    assert plain([Heading("a")], [(text,)])
    assert b"".join(csv_stream([Heading("a")], [(text.encode("utf-8", "replace").decode(),)]))


def test_the_same_content_gives_the_same_bytes() -> None:
    import time

    first = office_workbook([SHEET])
    time.sleep(1.1)
    assert office_workbook([SHEET]) == first
    assert office_workbook([SHEET], created=datetime(2026, 11, 3, tzinfo=UTC)) != first


def test_the_office_sheet_is_laid_out_as_offices_expect() -> None:
    sheet = page()
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:F1", "A2:F2", "C3:D3", "A3:A4", "B3:B4", "E3:E4", "F3:F4"} <= merged
    assert sheet["A1"].value == "绩效排名" and sheet["A2"].value == "统计时间：2026年10月"
    assert [sheet["C3"].value, sheet["C4"].value, sheet["D4"].value] == ["办结", "应办", "按时率"]
    assert [cell.value for cell in sheet[7]][:4] == [None, "合计", 30, 0.95]
    assert sheet["A8"].value == "注：无" and sheet["A9"].value.count("：") == 4


def test_numbers_and_dates_are_real_and_empty_is_a_dash() -> None:
    sheet = page()
    assert (sheet["D5"].value, sheet["D5"].number_format) == (0.95, "0.0%")
    assert (sheet["E5"].value, sheet["E5"].number_format) == (98.77, "0.00")
    assert sheet["F5"].value == datetime(2026, 11, 3) and sheet["F5"].number_format == "yyyy-mm-dd"
    assert sheet["D6"].value == "-" and sheet["B6"].value == "=危险" and sheet["B6"].data_type == "s"


def test_it_is_ready_to_print() -> None:
    sheet = page()
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$4"
    assert sheet.freeze_panes == "C5"
    assert "&P" in sheet.oddFooter.center.text or "&[Page]" in sheet.oddFooter.center.text


def test_group_sheets_get_names_that_excel_accepts() -> None:
    names = [SHEET, OfficeSheet("一组", "x", HEADINGS, ROWS), OfficeSheet("A/B:[C]*?" + "长" * 40, "y", HEADINGS, ROWS)]
    found = load_workbook(io.BytesIO(office_workbook(names))).sheetnames
    assert found[:2] == ["一组", "一组(2)"] and len(found[2]) <= 31


def test_a_narrow_table_still_shows_its_particulars() -> None:
    narrow = OfficeSheet("a", "名册", [Heading("单位")], [("万寿路",)], {"统计时间": "2026年10月", "单位": "海淀分局", "填报人": "王小明"})
    assert page(narrow).row_dimensions[2].height > 40


def test_a_long_export_takes_no_memory() -> None:
    file = io.BytesIO()
    tracemalloc.start()
    plain_workbook(file, HEADINGS, ((n, f"单位{n}", n, 0.5, 1.5, date(2026, 11, 3)) for n in range(10_000)), name="名册")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    workbook = load_workbook(file, read_only=True)
    assert peak < 12 * 2**20 and [(sheet.title, sheet.max_row) for sheet in workbook] == [("名册", 10_001)]


def test_a_csv_is_streamed_with_the_mark_that_excel_needs() -> None:
    pieces = csv_stream([Heading("时间", Show.MOMENT), Heading("数")], iter([(datetime(2026, 11, 23, 6, 5, tzinfo=UTC), -3)] * 1200))
    data = list(pieces)
    assert len(data) > 3
    assert b"".join(data).startswith("\ufeff时间,数\r\n2026-11-23 14:05:00,-3\r\n".encode())


def test_a_file_name_has_unit_period_and_edition() -> None:
    assert file_name("海淀分局", "2026年 10月", "正式/第1版") == "海淀分局_2026年10月_正式第1版.xlsx"
