"""Big exports without ornament, in constant memory: .xlsx row by row, .csv as a stream."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from decimal import Decimal
from itertools import chain
from typing import Any

from django.utils import timezone
from rustpy_xlsxwriter import FastExcel, Format

from .writing import CELL, Heading, Show, display_width, plain_date, plain_text, sheet_name

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\0", "'")
LONG_NUMBER = re.compile("[0-9０-９]{12,}")  # what Excel shows in a .csv as 1.38E+10
BATCH = 500
USUAL = {Show.TEXT: 16, Show.DATE: 12, Show.MOMENT: 18}
AS_IS = (Show.TEXT, Show.GENERAL)


def plain_workbook(file: Any, headings: Sequence[Heading], rows: Iterable[Sequence[Any]], *, name: str = "Sheet1") -> None:
    """Write an .xlsx into the file row by row; the caller sees to it that a sheet holds so many."""
    labels = [plain_text(heading.label) for heading in headings]
    labels = [label + " " * labels[:index].count(label) for index, label in enumerate(labels)]  # a column is known by its label
    named = list(zip(labels, headings, strict=True))
    cell = _quick(timezone.get_current_timezone())
    filled = (dict(zip(labels, map(cell, row), strict=True)) for row in rows)
    first = next(filled, dict.fromkeys(labels))
    given: dict[str, Any] = {
        "column_widths": {label: heading.width or max(USUAL.get(heading.show, 10), display_width(label) + 2) for label, heading in named},
        "column_formats": {label: Format().set_num_format(heading.number_format) for label, heading in named if heading.show not in AS_IS},
        "ignore_errors": [label for label, heading in named if heading.show is Show.TEXT],
        "header_format": Format().set_bold(),
    }
    FastExcel(file).freeze(row=1).sheet(sheet_name(name), chain((first,), filled), **given).save()


def _quick(zone: tzinfo) -> Callable[[Any], Any]:
    """value -> a cell that the writer takes, moments in this zone; what is met most often is asked first."""

    def cell(value: Any) -> Any:
        kind = value.__class__
        if kind is str:
            return value if value.isprintable() and len(value) <= CELL else plain_text(value)
        if kind is datetime:
            return value.astimezone(zone).replace(tzinfo=None) if value.tzinfo else value
        if value is None or isinstance(value, bool | int | float | date):
            return value
        return float(value) if kind is Decimal else plain_text(value)

    return cell


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
