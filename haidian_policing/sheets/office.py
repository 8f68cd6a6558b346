"""A workbook that a Chinese office sends on as it is: title, particulars, two-row headings, totals, signatures, ready to print."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .writing import CREATED, FONT, Heading, Show, display_width, new_workbook, plain_text, put, sheet_name, widths

A4 = 9
GAP, ROOM = "　　", "　　　　　　"
GRID = {"border": 1, "text_wrap": True}
LINE = 20  # points of a row


@dataclass(frozen=True)
class OfficeSheet:
    """One sheet. The caller keeps the official order of the rows and gives totals equal to those on the screen.

    particulars: label -> text of the line under the title, such as 统计时间, 单位, 填报人, 审核人.
    totals: cells under the table, "" where there is none. notes: lines under the totals. frozen: columns that stay in view.
    """

    name: str
    title: str
    headings: Sequence[Heading]
    rows: Sequence[Sequence[Any]]
    particulars: Mapping[str, str] = field(default_factory=dict)
    totals: Sequence[Any] = ()
    notes: Sequence[str] = ()
    frozen: int = 1


class _Styles:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._known: dict[tuple, Format] = {}

    def __call__(self, **given: Any) -> Format:
        key = tuple(sorted(given.items()))
        if key not in self._known:
            self._known[key] = self._workbook.add_format(FONT | given)
        return self._known[key]

    def cell(self, heading: Heading, **more: Any) -> Format:
        """A cell of the table: text left, everything else centred or right."""
        align = heading.align or {Show.TEXT: "left", Show.DATE: "center", Show.MOMENT: "center"}.get(heading.show, "right")
        return self(num_format=heading.number_format, align=align, indent=int(align != "center"), **GRID, **more)


def office_workbook(sheets: Sequence[OfficeSheet], *, created: datetime = CREATED) -> bytes:
    """The .xlsx file. The same sheets and `created` (say, the moment of issue) give the same bytes."""
    file = io.BytesIO()
    workbook = new_workbook(file, created, in_memory=True)
    styles = _Styles(workbook)
    names: list[str] = []
    for sheet in sheets:
        names.append(sheet_name(sheet.name, names))
        _write(workbook.add_worksheet(names[-1]), sheet, styles)
    workbook.close()
    return file.getvalue()


def usual_signatures() -> list[str]:
    """Who signs at the foot."""
    return [_("Filled in by"), _("Checked by"), _("Person in charge (signature)"), pgettext("spreadsheet", "Date")]


def _write(page: Worksheet, sheet: OfficeSheet, styles: _Styles) -> None:
    across = widths(sheet.headings, [*sheet.rows, *([sheet.totals] if sheet.totals else [])])
    for column, width in enumerate(across):
        page.set_column(column, column, width, styles())
    total = sum(across)
    row = _line(page, 0, sheet.title, styles(bold=True, font_size=18, font_name="黑体", align="center"), across, height=34)
    if sheet.particulars:
        text = GAP.join(f"{label}：{value}" for label, value in sheet.particulars.items())
        row = _line(page, row, text, styles(align="left", text_wrap=True), across, total)
    first = row
    row = _headings(page, row, sheet.headings, styles)
    _set_up(page, sheet, first, row - 1)
    row = _body(page, row, sheet, styles)
    for note in sheet.notes:
        row = _line(page, row, note, styles(align="left", text_wrap=True, font_size=10), across, total)
    signing = GAP.join(f"{label}：{ROOM}" for label in usual_signatures())
    row = _line(page, row, signing, styles(align="left", text_wrap=True), across, total, height=30)
    page.print_area(0, 0, row - 1, len(across) - 1)


def _line(page: Worksheet, row: int, text: str, style: Format, across: Sequence[float], total: float = 0, height: float = LINE) -> int:
    """One text over the whole width, as high as it needs; returns the next row."""
    lines = ceil(display_width(text) * 1.05 / total) if total else 1
    page.set_row(row, max(height, lines * LINE))
    if len(across) > 1:
        page.merge_range(row, 0, row, len(across) - 1, "", style)
    page.write_string(row, 0, plain_text(text), style)
    return row + 1


def _headings(page: Worksheet, row: int, headings: Sequence[Heading], styles: _Styles) -> int:
    """One row, or two where columns are grouped: a group over its columns, a column alone over both rows."""
    style = styles(bold=True, align="center", bg_color="#F2F2F2", **GRID)
    two = any(heading.group for heading in headings)
    column = 0
    for group, members in groupby(headings, key=lambda heading: heading.group):
        labels = [heading.label for heading in members]
        if group:
            _merged(page, row, column, row, column + len(labels) - 1, group, style)
        for offset, label in enumerate(labels, column):
            _merged(page, row + (two and bool(group)), offset, row + two, offset, label, style)
        column += len(labels)
    for index in range(1 + two):
        page.set_row(row + index, 24)
    return row + 1 + two


def _merged(page: Worksheet, top: int, left: int, bottom: int, right: int, text: str, style: Format) -> None:
    if (top, left) != (bottom, right):
        page.merge_range(top, left, bottom, right, "", style)
    page.write_string(top, left, plain_text(text), style)


def _body(page: Worksheet, row: int, sheet: OfficeSheet, styles: _Styles) -> int:
    """Rows and totals; returns the next row."""
    plain = [styles.cell(heading) for heading in sheet.headings]
    strong = [styles.cell(heading, bold=True, bg_color="#F2F2F2") for heading in sheet.headings]
    blank = styles(align="center", **GRID)
    first = row
    for values in sheet.rows:
        page.set_row(row, LINE)
        for column, value in enumerate(values):
            put(page, row, column, value, blank if value in (None, "") else plain[column])
        row += 1
    for column, value in enumerate(sheet.totals):
        page.set_row(row, LINE)
        if value in (None, ""):
            page.write_blank(row, column, None, strong[column])
        else:
            put(page, row, column, value, strong[column])
    page.ignore_errors({"number_stored_as_text": f"A{first + 1}:XFD{row + 1}"})
    return row + bool(sheet.totals)


def _set_up(page: Worksheet, sheet: OfficeSheet, first: int, last: int) -> None:
    """A4 landscape, as wide as one page, headings on every page, page x of y, headings and first columns frozen."""
    page.set_landscape()
    page.set_paper(A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    page.center_horizontally()
    page.repeat_rows(first, last)
    page.set_footer("&C" + _("Page %(page)s of %(pages)s") % {"page": "&P", "pages": "&N"})
    page.freeze_panes(last + 1, sheet.frozen)
    page.hide_gridlines(2)
