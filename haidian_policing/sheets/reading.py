"""A file or pasted cells as rows: .xlsx, .csv in UTF-8 or GBK, text from the clipboard."""

import csv
import io
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import PurePath
from typing import Any, BinaryIO, TextIO

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from . import cleaning, gate
from .gate import check_text, check_workbook
from .limits import COLUMNS as MOST_COLUMNS
from .limits import Limit, Refused, damaged, not_text, too_large, too_many_rows, too_wide

HEAD = 30  # the heading is looked for this far down
CELL = 32_767
PIECE = 1 << 18

Cells = tuple[Any, ...]


@dataclass(frozen=True)
class Sheet:
    """Rows as they stand in the file, each with the row number that Excel shows: the first ones at hand, the rest read once."""

    name: str
    head: list[tuple[int, Cells]]
    rest: Iterator[tuple[int, Cells]]
    height: int = 0  # rows to expect, as far as the file tells

    @classmethod
    def of(cls, name: str, rows: Iterator[tuple[int, Cells]], height: int = 0) -> "Sheet":
        return cls(name, list(islice(rows, HEAD)), rows, height)

    @property
    def rows(self) -> Iterator[tuple[int, Cells]]:
        return chain(self.head, self.rest)

    def heading(self, known: frozenset[str]) -> int:
        """Index of the row that names most of the known (cleaned) headings, under whatever titles stand above it; -1 if none does."""
        found = [len(known & {cleaning.label(cell) for cell in cells}) for _number, cells in self.head]
        most = max(found, default=0)
        return found.index(most) if most else -1


def read(file: BinaryIO, filename: str, limit: Limit = Limit()) -> Sheet:  # noqa: B008 frozen, so one instance may be shared
    """The first visible sheet of an .xlsx, or a .csv. Raises Refused with the reason in the reader's language.

    The file is checked before it is parsed (see gate.py); extension and content must agree.
    """
    if _extension(filename) == ".xlsx":
        check_workbook(file, limit)
        return _workbook(file, limit)
    data = file.read(limit.unpacked + 1)
    check_text(data, limit)
    return _separated(_decoded(data), limit, PurePath(filename).stem)


def glance(file: BinaryIO, filename: str, limit: Limit = Limit()) -> None:  # noqa: B008 frozen, so one instance may be shared
    """Refuse at once what is plainly none of our files; `read` looks closer. Leaves the file at its beginning."""
    if _extension(filename) == ".xlsx":
        gate.glance(file, limit)
    else:
        check_text(file.read(limit.unpacked + 1), limit)
        file.seek(0)


def _extension(filename: str) -> str:
    extension = PurePath(filename).suffix.lower()
    if extension in (".xls", ".xlsm", ".xlsb", ".et", ".ods", ".numbers"):
        raise Refused(_("Files of type %(type)s are not read. Save the sheet as .xlsx and retry.") % {"type": extension})
    if extension not in (".xlsx", ".csv", ".tsv", ".txt"):
        raise Refused(_("Only .xlsx and .csv files are read."))
    return extension


def read_text(text: str, limit: Limit = Limit(), name: str = "") -> Sheet:  # noqa: B008 frozen, so one instance may be shared
    """Cells pasted from Excel or WPS, or the text of a .csv; the separator is found out."""
    if len(text) > limit.unpacked:
        raise too_large(limit)
    return _separated(io.StringIO(text, newline=""), limit, name)


def _separated(text: TextIO, limit: Limit, name: str) -> Sheet:
    """The rows of a text; more than the limit are refused before the first is given."""
    csv.field_size_limit(CELL)
    separator, height = _separator(_begin(text).read(20_000)), sum(piece.count("\n") for piece in _pieces(text))
    if height > limit.rows + HEAD and sum(any(line) for _number, line in _lines(text, separator)) > limit.rows + HEAD:
        raise too_many_rows(limit)
    return Sheet.of(name, _filled(_lines(text, separator), limit, cleaning.unguarded), height)


def _begin(text: TextIO) -> TextIO:
    text.seek(0)
    return text


def _pieces(text: TextIO) -> Iterator[str]:
    return iter(partial(_begin(text).read, PIECE), "")


def _lines(text: TextIO, separator: str) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from enumerate(csv.reader(_begin(text), delimiter=separator), 1)
    except csv.Error as error:
        raise not_text() from error


def _decoded(data: bytes) -> TextIO:
    """UTF-8 or UTF-16 by their marks, else UTF-8 if it fits, else GB 18030, which holds GBK and GB 2312; never in memory as a whole."""
    marked = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    guesses = [encoding for mark, encoding in marked.items() if data.startswith(mark)] or ["utf-8", "gb18030"]
    for encoding in guesses:
        text = io.TextIOWrapper(io.BytesIO(data), encoding, newline="")
        try:
            deque(_pieces(text), maxlen=0)
            return text
        except UnicodeDecodeError:
            continue
    raise Refused(_("The characters of the file are neither UTF-8 nor GBK. Save it as .xlsx and retry."))


def _separator(text: str) -> str:
    """The sign that stands most evenly in the first lines; a tab in every line is one, because nobody types tabs."""
    lines = [line for line in text.splitlines() if line.strip()][:20]
    if lines and all("\t" in line for line in lines):
        return "\t"
    counts = {sign: Counter(line.count(sign) for line in lines if sign in line).most_common(1) for sign in "\t,;，"}
    return max(counts, key=lambda sign: counts[sign][0][0] * counts[sign][0][1] if counts[sign] else 0)


def _workbook(file: BinaryIO, limit: Limit) -> Sheet:
    try:
        with CalamineWorkbook.from_filelike(file) as workbook:
            sheet = workbook.get_sheet_by_name(_first_visible(workbook))
            return Sheet.of(sheet.name, _filled(_merged(sheet), limit), sheet.total_height)
    except (CalamineError, OSError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise damaged() from error


def _first_visible(workbook: CalamineWorkbook) -> str:
    for sheet in workbook.sheets_metadata:
        if sheet.visible is SheetVisibleEnum.Visible and sheet.typ is SheetTypeEnum.WorkSheet:
            return sheet.name
    raise Refused(_("The workbook has no visible sheet."))


def _merged(sheet: CalamineSheet) -> Iterator[tuple[int, Sequence[Any]]]:
    """Numbered rows; a value merged over several rows belongs to each of them, one merged over columns to the first."""
    rows = enumerate(_from_column_a(sheet), 1)
    tall = sorted((r1, c1, r2) for (r1, c1), (r2, _c2) in sheet.merged_cell_ranges or () if r2 > r1)
    return _spread(rows, tall) if tall else rows


def _spread(rows: Iterable[tuple[int, list[Any]]], tall: list[tuple[int, int, int]]) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows, with the merges of several rows filled in; these by their first row, counted from 0."""
    open_cells: dict[int, tuple[int, Any]] = {}  # column -> last row of the merge, value
    place = 0
    for number, cells in rows:
        while place < len(tall) and tall[place][0] < number:
            _row, column, last = tall[place]
            open_cells[column] = (last, cells[column] if column < len(cells) else "")
            place += 1
        if open_cells:
            cells = _with_merged(cells, open_cells, number - 1)
        yield number, cells


def _from_column_a(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """The parser begins at row 1, but at the first column that holds anything."""
    blank = [""] * (sheet.start[1] if sheet.start else 0)
    return (blank + cells for cells in sheet.iter_rows()) if blank else sheet.iter_rows()


def _with_merged(cells: list[Any], open_cells: dict[int, tuple[int, Any]], index: int) -> list[Any]:
    filled = list(cells)
    for column, (last, value) in list(open_cells.items()):
        if index > last:
            del open_cells[column]
        elif column < len(filled) and filled[column] == "":
            filled[column] = value
    return filled


def _filled(rows: Iterable[tuple[int, Sequence[Any]]], limit: Limit, clean: Any = None) -> Iterator[tuple[int, Cells]]:
    """Rows that hold anything, without their empty tail; more than the limit is refused while reading."""
    count = 0
    for number, cells in rows:
        width = len(cells)
        while width and cells[width - 1] in ("", None):
            width -= 1
        if not width:
            continue
        if width > MOST_COLUMNS:
            raise too_wide()
        kept = tuple(clean(cell) for cell in cells[:width]) if clean else tuple(cells[:width])
        count += 1
        if count > limit.rows + HEAD:
            raise too_many_rows(limit)
        yield number, kept
