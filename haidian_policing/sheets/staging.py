"""A sheet row by row: every cell as a value, and everything that is wrong with a row said at once."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from . import cleaning
from .columns import BLANKS, Column, Wrong
from .limits import Limit, too_many_rows
from .reading import Cells, Sheet

FOOTER = re.compile(r"^(?:填表人|填报人|审核人|负责人|制表|合计|总计|小计|说明[:：]|备注[:：]|注[:：])")
UNKNOWN = object()
REMEMBERED = 20_000  # different cells of a column whose value is kept; names and numbers soon run beyond it
Values = dict[str, Any]
Check = Callable[[Values], Iterable[tuple[str, str, str]]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: Excel's row number, the heading, what stands there, why not, and what may have been meant."""

    row: int
    column: str
    value: str
    reason: str
    suggestion: str = ""


@dataclass(slots=True)
class Row:
    """One row of data: the cells as they stand, the values by column name, and what is wrong with them."""

    number: int
    cells: Cells
    values: Values
    problems: list[Problem] = field(default_factory=list)


class Staging:
    """The rows of a sheet checked against columns while they are read; nothing is held but the keys.

    `missing` and `repeated` headings make the sheet unusable; `ignored` ones are merely named. check: for rules over several columns;
    yields (column name, reason, suggestion) for the values of one row and may complete them.
    """

    def __init__(
        self, columns: Sequence[Column], sheet: Sheet, check: Check | None = None, limit: Limit | None = None, keys: Sequence[str] = ()
    ) -> None:
        self.columns, self.check, self.limit = columns, check, limit
        self.keys = keys or [column.name for column in columns if column.key]  # names of the values that find a row again
        self.headings: Cells = ()
        self.places: dict[str, int] = {}  # column name -> index in the row
        self.missing: list[str] = []
        self.repeated: list[str] = []
        self.ignored: list[str] = []
        self._rows = iter(sheet.rows)
        self._seen: dict[tuple, int] = {}
        self._named = {column.name: column for column in columns}
        self._find(sheet.heading(frozenset().union(*(column.headings for column in columns))), sheet)

    @property
    def usable(self) -> bool:
        """Were all needed headings found, each once?"""
        return not self.missing and not self.repeated

    def _find(self, at: int, sheet: Sheet) -> None:
        """Which column stands where."""
        if at < 0:
            self.missing = [column.label for column in self.columns]
            return
        self.headings = sheet.head[at][1]
        self._rows = (row for index, row in enumerate(sheet.rows) if index > at)
        labels = [cleaning.label(cell) for cell in self.headings]
        for column in self.columns:
            self._place(column, [index for index, label in enumerate(labels) if label in column.headings])
        taken = set(self.places.values())
        self.ignored = [cleaning.words(cell) for index, cell in enumerate(self.headings) if index not in taken and labels[index]]

    def _place(self, column: Column, places: list[int]) -> None:
        if len(places) > 1:
            self.repeated.append(column.label)
        elif places:
            self.places[column.name] = places[0]
        elif column.required or column.key:
            self.missing.append(column.label)

    def __iter__(self) -> Iterator[Row]:
        if not self.usable:
            return
        self._own = [_Cell(column, self.places[column.name]) for column in self.columns if column.name in self.places]
        self._at = [cell.place for cell in self._own]
        self._own_cells = [(cell.name, cell.place, cell.known, cell) for cell in self._own]
        samples = tuple(cleaning.words(cell.column.sample) for cell in self._own)
        samples = samples if any(samples) else ()
        count = 0
        for number, cells in self._rows:
            if self._is_data(cells, samples):
                count += 1
                if self.limit and count > self.limit.rows:
                    raise too_many_rows(self.limit)
                yield self._read(number, cells)

    def _is_data(self, cells: Cells, samples: tuple[str, ...]) -> bool:
        """Neither a footer, nor the template's sample, nor a row that is empty where it matters."""
        first = next((cell for cell in cells if cell not in ("", None)), "")
        if isinstance(first, str) and FOOTER.match(first.strip()):
            return False
        width = len(cells)
        own = [cells[place] for place in self._at if place < width]
        if not any(cell.strip(BLANKS) if cell.__class__ is str else cell is not None for cell in own):
            return False
        return not samples or any(cell != sample != cleaning.words(cell) for cell, sample in zip(own, samples, strict=False))

    def _read(self, number: int, cells: Cells) -> Row:
        """Every cell of one row; one wrong cell does not hide the next."""
        row, width = Row(number, cells, {}), len(cells)
        values = row.values
        for name, place, known, own in self._own_cells:
            cell = cells[place] if place < width else ""
            value = known.get(cell, UNKNOWN)
            if value is UNKNOWN:
                self._read_cell(row, own, cell)
            else:
                values[name] = value
        if self.check and not row.problems:
            problems = list(self.check(row.values))
            row.problems = [self._problem(row, self._named[name], reason, hint) for name, reason, hint in problems]
        if self.keys and not row.problems:
            self._refuse_repeat(row)
        return row

    def _read_cell(self, row: Row, own: "_Cell", cell: Any) -> None:
        try:
            value = row.values[own.name] = own.column.read(cell)
        except Wrong as wrong:
            row.problems.append(self._problem(row, own.column, wrong.reason, wrong.suggestion))
            return
        if cell.__class__ is str and len(own.known) < REMEMBERED:
            own.known[cell] = value

    def _problem(self, row: Row, column: Column, reason: str, suggestion: str) -> Problem:
        place = self.places.get(column.name, len(row.cells))
        cell = row.cells[place] if place < len(row.cells) else None
        return Problem(row.number, column.label, "***" if column.secret and cell else cleaning.as_text(cell), reason, suggestion)

    def _refuse_repeat(self, row: Row) -> None:
        """Two rows with one key cannot both be meant."""
        first = self._seen.setdefault(tuple([row.values.get(name) for name in self.keys]), row.number)
        if first != row.number:
            reason, told = _("the same as row %(row)s of this file") % {"row": first}, next(c for c in self.columns if c.key)
            row.problems.append(self._problem(row, told, reason, ""))


class _Cell:
    """One column in its place; what it made of a cell is remembered, because offices repeat themselves."""

    def __init__(self, column: Column, place: int) -> None:
        self.column, self.name, self.place = column, column.name, place
        self.known: dict[str, Any] = {}
