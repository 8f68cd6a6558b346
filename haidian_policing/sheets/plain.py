"""Big exports without ornament, in constant memory: .xlsx row by row, .csv as a stream."""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from rustpy_xlsxwriter import FastExcel
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from .writing import CELL, CREATED, Heading, Show, display_width, new_workbook, plain_date, plain_text, put, sheet_name

LAST_ROW = 1_048_576
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0", "'")
LONG_NUMBER = re.compile("[0-9０-９]{12,}")  # what Excel shows in a .csv as 1.38E+10
BATCH = 500
USUAL = {Show.TEXT: 16, Show.DATE: 12, Show.MOMENT: 18}


def plain_workbook(
    file: Any, headings: Sequence[Heading], rows: Iterable[Sequence[Any]], *, name: str = "Sheet1", created: datetime = CREATED
) -> int:
    """Write an .xlsx into the file row by row; rows beyond Excel's last go on in a further sheet. Returns the number of rows."""
    workbook = new_workbook(file, created, constant_memory=True)
    names: list[str] = []
    count, page, at = 0, None, LAST_ROW
    bold = workbook.add_format({"bold": True, "bg_color": "#F2F2F2", "border": 1})
    formats = [workbook.add_format({"num_format": heading.number_format}) for heading in headings]
    for row in rows:
        if page is None or at >= LAST_ROW:
            names.append(sheet_name(name, names))
            page, at = _new_page(workbook, names[-1], headings, bold), 1
        for column, value in enumerate(row):
            if value is not None and value != "":
                put(page, at, column, value, formats[column])
        at, count = at + 1, count + 1
    if page is None:
        _new_page(workbook, sheet_name(name), headings, bold)
    workbook.close()
    return count


def fast_workbook(file: Any, headings: Sequence[Heading], rows: Iterable[Sequence[Any]], *, name: str = "Sheet1") -> None:
    """The same, several times as fast; it knows one format of dates, so a sheet with both days and moments is written the slow way."""
    shows = {heading.show for heading in headings}
    if {Show.DATE, Show.MOMENT} <= shows:
        plain_workbook(file, headings, rows, name=name)
        return
    labels = [plain_text(heading.label) for heading in headings]
    labels = [label + " " * labels[:index].count(label) for index, label in enumerate(labels)]
    dated = Show.MOMENT.value if Show.MOMENT in shows else Show.DATE.value
    rows = (dict(zip(labels, [fast_cell(value) for value in row], strict=True)) for row in rows)
    first = next(rows, dict.fromkeys(labels))
    sheet = FastExcel(file).format(datetime_format=dated, bold_headers=True).freeze(row=1)
    sheet.sheet(sheet_name(name), chain((first,), rows)).save()


def fast_cell(value: Any) -> Any:
    """A cell that the quick writer takes."""
    kind = value.__class__
    if kind is str:
        return value if value.isprintable() and len(value) <= CELL else plain_text(value)
    if kind is datetime:
        return plain_date(value)
    return (
        value if value is None or isinstance(value, bool | int | float | date) else float(value) if kind is Decimal else plain_text(value)
    )


def _new_page(workbook: Workbook, name: str, headings: Sequence[Heading], bold: Any) -> Worksheet:
    page = workbook.add_worksheet(name)
    page.freeze_panes(1, 0)
    page.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    for column, heading in enumerate(headings):
        page.set_column(column, column, heading.width or max(USUAL.get(heading.show, 10), display_width(heading.label) + 2))
        page.write_string(0, column, plain_text(heading.label), bold)
    return page


class _Echo:
    """A file for csv.writer that hands the line back."""

    def write(self, line: str) -> str:
        return line


def csv_stream(headings: Sequence[Heading], rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    """The .csv piece by piece, UTF-8 with the mark that Excel needs; for a streaming response."""
    writer = csv.writer(_Echo(), lineterminator="\r\n")
    yield b"\xef\xbb\xbf" + writer.writerow([guarded(heading.label) for heading in headings]).encode()
    lines: list[str] = []
    for row in rows:
        lines.append(writer.writerow([csv_cell(value) for value in row]))
        if len(lines) >= BATCH:
            yield "".join(lines).encode()
            lines.clear()
    yield "".join(lines).encode()


def csv_cell(value: Any) -> Any:
    """A cell as text that Excel neither calculates nor rounds; numbers stay numbers."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, int | float | date):
        return guarded(plain_text(value))
    if isinstance(value, datetime):
        return f"{plain_date(value):%Y-%m-%d %H:%M:%S}"
    return value


def guarded(text: str) -> str:
    """An apostrophe before what Excel would calculate, a tab behind long numbers; reading takes both off again."""
    if text.startswith(DANGEROUS):
        return f"'{text}"
    return f"{text}\t" if LONG_NUMBER.fullmatch(text) else text
