"""A sheet row by row: every cell as a value, and everything that is wrong with a row said at once."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice, zip_longest
from typing import Any

from django.utils.translation import gettext as _

from . import cleaning
from .columns import BLANKS, Column, Wrong
from .limits import Limit, too_many_rows
from .reading import Cells, Sheet

FOOTER = re.compile(r"\s*(?:填表人|填报人|审核人|负责人|制表|合计|总计|小计|说明[:：]|备注[:：]|注[:：])")
AHEAD = 200  # rows that are read together
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
        self._rows = islice(sheet.rows, at + 1, None)
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
        self._of_ours = frozenset(cell.place for cell in self._own)
        self._samples = [cleaning.words(cell.column.sample) for cell in self._own]
        sample, count = self._read(0, self._sample_cells()).values if any(self._samples) else None, 0
        for row in self._data():
            if sample is not None and (row.problems or row.values == sample) and self._is_sample(row.cells):
                continue
            count += 1
            if self.limit and count > self.limit.rows:
                raise too_many_rows(self.limit)
            yield self._checked(row)

    def _data(self) -> Iterator[Row]:
        """The rows that hold data, some at a time: column by column as long as every cell can be read."""
        while ahead := list(islice(self._rows, AHEAD)):
            rows = [(number, cells) for number, cells in ahead if self._is_data(cells)]
            try:
                yield from self._read_together(rows)
            except Wrong:
                yield from (self._read(number, cells) for number, cells in rows)

    def _read_together(self, rows: list[tuple[int, Cells]]) -> list[Row]:
        """The rows with their values; raises Wrong where a cell has none."""
        columns, blank = list(zip_longest(*(cells for _number, cells in rows), fillvalue="")), ("",) * len(rows)
        read = [list(map(cell.__getitem__, columns[cell.place] if cell.place < len(columns) else blank)) for cell in self._own]
        names = [cell.name for cell in self._own]
        lines = zip(rows, zip(*read, strict=True), strict=True)
        return [Row(number, cells, dict(zip(names, values, strict=True))) for (number, cells), values in lines]

    def _sample_cells(self) -> Cells:
        """The template's sample as a row of this sheet."""
        cells = dict(zip([cell.place for cell in self._own], self._samples, strict=True))
        return tuple(cells.get(place, "") for place in range(max(cells) + 1))

    def _is_sample(self, cells: Cells) -> bool:
        """Whether each cell is the template's sample; asked where values allow it, or where a cell has none."""
        width = len(cells)
        own = [cleaning.words(cells[cell.place]) if cell.place < width else "" for cell in self._own]
        return own == self._samples

    def _is_data(self, cells: Cells) -> bool:
        """Neither a footer nor a row that is empty where it matters."""
        for place, first in enumerate(cells):  # noqa: B007 where it stops is asked below
            if first.__class__ is not str:
                if first is not None:
                    break
            elif first and first.strip(BLANKS):
                if FOOTER.match(first):
                    return False
                break
        else:
            return False
        if place in self._of_ours:
            return True
        ours = [cells[cell.place] for cell in self._own if cell.place < len(cells)]
        return any(cell.strip(BLANKS) if cell.__class__ is str else cell is not None for cell in ours)

    def _read(self, number: int, cells: Cells) -> Row:
        """Every cell of one row; one wrong cell does not hide the next."""
        row = Row(number, cells, {})
        for own in self._own:
            try:
                row.values[own.name] = own[cells[own.place] if own.place < len(cells) else ""]
            except Wrong as wrong:
                row.problems.append(self._problem(row, own.column, wrong.reason, wrong.suggestion))
        return row

    def _checked(self, row: Row) -> Row:
        """What the cells of a row say together, and beside the rows above it."""
        if self.check and not row.problems:
            row.problems = [self._problem(row, self._named[name], reason, hint) for name, reason, hint in self.check(row.values)]
        if self.keys and not row.problems:
            self._refuse_repeat(row)
        return row

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


class _Cell(dict[Any, Any]):
    """One column in its place, as cell -> value or Wrong; what it made of a text is remembered, because offices repeat themselves."""

    def __init__(self, column: Column, place: int) -> None:
        super().__init__()
        self.column, self.name, self.place = column, column.name, place

    def __missing__(self, cell: Any) -> Any:
        value = self.column.read(cell)
        if cell.__class__ is str and len(self) < REMEMBERED:
            self[cell] = value
        return value
