"""Reading what offices send."""

import io
from datetime import date, datetime

import pytest

from haidian_policing.sheets import Refused, read, read_text

from .files import WORKBOOK, book, raw_book, sheet_xml

TEXT = "警号,姓名\r\n012345,王小明\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
def test_a_csv_in_any_usual_encoding(encoding: str) -> None:
    sheet = read(io.BytesIO(TEXT.encode(encoding)), "人员.csv")
    assert list(sheet.rows) == [(1, ("警号", "姓名")), (2, ("012345", "王小明"))]


@pytest.mark.parametrize("sign", [",", ";", "\t", "，"])
def test_the_separator_is_found_out(sign: str) -> None:
    assert list(read_text(TEXT.replace(",", sign)).rows)[1] == (2, ("012345", "王小明"))


def test_cells_pasted_from_wps_keep_their_line_breaks() -> None:
    assert read_text('姓名\t备注\n王小明\t"第一行\n第二行"\n').head[1] == (2, ("王小明", "第一行\n第二行"))


def test_rows_keep_the_number_that_excel_shows() -> None:
    sheet = read(book([[], [], ["", "警号", "姓名"], [], ["", "1", "王"]]), "a.xlsx")
    assert list(sheet.rows) == [(3, ("", "警号", "姓名")), (5, ("", "1", "王"))]


def test_the_first_visible_sheet_is_read() -> None:
    def change(workbook, page) -> None:
        workbook.add_worksheet("第二").activate()
        workbook.get_worksheet_by_name("第二").write(0, 0, "here")
        page.hide()

    assert read(book([["not here"]], change), "a.xlsx").head == [(1, ("here",))]


def test_a_value_merged_over_rows_belongs_to_each_of_them() -> None:
    def change(_workbook, page) -> None:
        page.merge_range(1, 0, 3, 0, "万寿路派出所")
        for row, name in enumerate("甲乙丙丁", 1):
            page.write(row, 1, name)

    rows = read(book([["派出所", "姓名"]], change), "a.xlsx").rows
    assert [cells[0] for _number, cells in rows] == ["派出所", "万寿路派出所", "万寿路派出所", "万寿路派出所", ""]


def test_dates_and_numbers_come_as_what_they_are() -> None:
    def change(workbook, page) -> None:
        page.write_datetime(0, 0, datetime(2026, 11, 23), workbook.add_format({"num_format": "yyyy-mm-dd"}))
        page.write_number(0, 1, 12.5)
        page.write_boolean(0, 2, True)

    assert read(book([], change), "a.xlsx").head == [(1, (date(2026, 11, 23), 12.5, True))]


def test_an_empty_workbook_is_an_empty_sheet() -> None:
    assert read(book([]), "a.xlsx").head == []
    assert read_text("").head == []


def test_a_workbook_without_a_visible_sheet_is_refused() -> None:
    with pytest.raises(Refused):
        read(raw_book(sheet_xml(""), xl__workbook_xml=WORKBOOK.replace("sheetId", 'state="hidden" sheetId')), "a.xlsx")
