"""What every workbook that we write has in common: cells that stay what they are, and bytes that depend on nothing but the content."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from django.utils import timezone
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

CREATED = datetime(2026, 1, 1)
CELL = 32_767
SURROGATES = re.compile("[\ud800-\udfff\0]")
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "nan_inf_to_errors": False}
FONT = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}


class Show(Enum):
    """How a column is shown; the value is Excel's number format."""

    TEXT = "@"
    GENERAL = "General"
    INTEGER = "0"
    NUMBER = "0.00"
    PERCENT = "0.0%"
    DATE = "yyyy-mm-dd"
    MOMENT = "yyyy-mm-dd hh:mm"


@dataclass(frozen=True)
class Heading:
    """One column of an export; neighbours with the same `group` share a heading above their own."""

    label: str
    show: Show = Show.TEXT
    group: str = ""
    width: float = 0  # in characters; 0: as wide as the content needs
    digits: int | None = None  # decimals of NUMBER and PERCENT, if not the usual ones
    align: str = ""  # left, center or right, if not the usual of its kind

    @property
    def number_format(self) -> str:
        """Excel's number format."""
        if self.digits is None or self.show not in (Show.NUMBER, Show.PERCENT):
            return self.show.value
        return "0" + ("." + "0" * self.digits if self.digits else "") + ("%" if self.show is Show.PERCENT else "")


def new_workbook(file: Any, created: datetime = CREATED, **options: Any) -> Workbook:
    """A workbook in which no text becomes a formula or a link, with a fixed date so that the same content gives the same bytes."""
    workbook = Workbook(file, OPTIONS | options)
    workbook.set_properties({"created": timezone.make_naive(created) if timezone.is_aware(created) else created})
    workbook.set_size(2400, 1600)
    return workbook


def put(sheet: Worksheet, row: int, column: int, value: Any, style: Format | None = None) -> None:
    """One cell as what it is: numbers and dates real, everything else text, empty values as "-"."""
    if value is None or value == "":
        sheet.write_string(row, column, "-", style)
    elif isinstance(value, bool):
        sheet.write_boolean(row, column, value, style)
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, plain_date(value), style)
    else:
        sheet.write_string(row, column, plain_text(value), style)


def plain_date(value: date) -> date:
    """Moments in Beijing time without a zone, which Excel does not know."""
    return timezone.make_naive(value) if isinstance(value, datetime) and timezone.is_aware(value) else value


def plain_text(value: Any) -> str:
    """Text that a workbook can hold."""
    return SURROGATES.sub("", str(value))[:CELL]


def display_width(value: Any) -> int:
    """Columns of a terminal or of Excel: a Chinese character takes two."""
    return max((sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line) for line in str(value).split("\n")), default=0)


def shown_width(heading: Heading, value: Any) -> int:
    """How wide a value is once its number format is applied."""
    if isinstance(value, date):
        return len(heading.show.value)
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return display_width(value)
    decimals = len(heading.number_format.rstrip("%").partition(".")[2])
    return len(f"{value:.{decimals}f}") + 2 * (heading.show is Show.PERCENT)


def widths(headings: Sequence[Heading], rows: Iterable[Sequence[Any]], most: int = 40) -> list[float]:
    """As wide as heading and content need, within reason; a given width stands."""
    needed = [display_width(heading.label) for heading in headings]
    for row in rows:
        needed = [max(width, shown_width(heading, value)) for width, heading, value in zip(needed, headings, row, strict=True)]
    return [heading.width or min(max(width + 3, 8), most) for heading, width in zip(headings, needed, strict=True)]


def sheet_name(text: str, taken: Iterable[str] = ()) -> str:
    """A name that Excel accepts: without []:*?/\\, at most 31 characters, not used yet."""
    base = re.sub(r"[\[\]:*?/\\]", " ", plain_text(text)).strip(" '")[:31] or "Sheet"
    used, name, number = {one.casefold() for one in taken}, base, 2
    while name.casefold() in used:
        name, number = f"{base[: 31 - len(str(number)) - 2]}({number})", number + 1
    return name


def file_name(*parts: str, extension: str = "xlsx") -> str:
    """A file name of unit, period, edition: joined by underscores, without what a file system refuses."""
    cleaned = [re.sub(r'[\\/:*?"<>|\s\x00-\x1f]+', "", plain_text(part)) for part in parts]
    return f"{'_'.join(part for part in cleaned if part)[:120]}.{extension}"
