"""The dry run: each row is new, changed, unchanged or wrong, and everything that is wrong is said at once."""

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.utils.translation import gettext as _

from . import cleaning
from .columns import BLANKS, Column, Wrong
from .limits import Limit, too_many_rows
from .reading import Cells, Sheet

FOOTER = re.compile(r"^(?:填表人|填报人|审核人|负责人|制表|合计|总计|小计|说明[:：]|备注[:：]|注[:：])")
Key = tuple[Hashable, ...]
Values = dict[str, Any]
Existing = Mapping[Key, Mapping[str, Any]] | Callable[[Sequence[Key]], Mapping[Key, Mapping[str, Any]]]
Check = Callable[[Values], Iterable[tuple[str, str, str]]]


class State(Enum):
    """What applying a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    WRONG = "wrong"


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
    """One row of data after the check; `changes` maps a column's name to (old, new)."""

    number: int
    cells: Cells
    values: Values
    problems: list[Problem] = field(default_factory=list)
    state: State = State.NEW
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)


@dataclass(slots=True)
class Staged:
    """A sheet after the dry run. `missing` headings make every row unusable; `ignored` ones are merely named."""

    columns: Sequence[Column]
    rows: list[Row] = field(default_factory=list)
    headings: Cells = ()
    missing: list[str] = field(default_factory=list)
    repeated: list[str] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  # column name -> index in the row

    @property
    def usable(self) -> bool:
        """Were all needed headings found, each once?"""
        return not self.missing and not self.repeated

    @property
    def counts(self) -> dict[State, int]:
        """How many rows are in each state."""
        return {state: sum(row.state is state for row in self.rows) for state in State}

    @property
    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong, from the top."""
        return (problem for row in self.rows for problem in row.problems)

    def of(self, *states: State) -> list[Row]:
        """The rows in these states."""
        return [row for row in self.rows if row.state in states]


def stage(
    columns: Sequence[Column],
    sheet: Sheet,
    existing: Existing | None = None,
    check: Check | None = None,
    limit: Limit | None = None,
) -> Staged:
    """Check every cell of the sheet against the columns and compare each row with what exists.

    existing: rows by key (the values of the columns marked `key`, in order), or a function from the keys in the file to such a mapping.
    check: for rules over several columns; yields (column name, reason, suggestion) for the values of one row.
    """
    staged = _headed(columns, sheet)
    if not staged.usable:
        return staged
    body = sheet.rows[_heading(columns, sheet) + 1 :]
    staged.rows = [_read(staged, number, cells, check) for number, cells in body if _is_data(staged, cells)]
    if limit and len(staged.rows) > limit.rows:
        raise too_many_rows(limit)
    _refuse_repeats(staged)
    _compare(staged, existing)
    return staged


def _heading(columns: Sequence[Column], sheet: Sheet) -> int:
    return sheet.heading(frozenset().union(*(column.headings for column in columns)))


def _headed(columns: Sequence[Column], sheet: Sheet) -> Staged:
    """Which column stands where."""
    staged = Staged(columns)
    at = _heading(columns, sheet)
    if at < 0:
        staged.missing = [column.label for column in columns]
        return staged
    staged.headings = sheet.rows[at][1]
    labels = [cleaning.label(cell) for cell in staged.headings]
    for column in columns:
        places = [index for index, label in enumerate(labels) if label in column.headings]
        if len(places) > 1:
            staged.repeated.append(column.label)
        elif places:
            staged.places[column.name] = places[0]
        elif column.required or column.key:
            staged.missing.append(column.label)
    taken = set(staged.places.values())
    staged.ignored = [cleaning.words(cell) for index, cell in enumerate(staged.headings) if index not in taken and labels[index]]
    return staged


def _is_data(staged: Staged, cells: Cells) -> bool:
    """Neither a footer, nor the template's sample, nor a row that is empty where it matters."""
    own = [cells[place] if place < len(cells) else "" for place in staged.places.values()]
    if all(cell is None or (isinstance(cell, str) and not cell.strip(BLANKS)) for cell in own):
        return False
    first = next((cleaning.words(cell) for cell in cells if cell not in ("", None)), "")
    return not FOOTER.match(first) and not _is_sample(staged, own)


def _is_sample(staged: Staged, own: list[Any]) -> bool:
    samples = [column.sample for column in staged.columns if column.name in staged.places]
    told = [cleaning.words(sample) for sample in samples]
    return any(told) and told == [cleaning.words(cell) for cell in own]


def _read(staged: Staged, number: int, cells: Cells, check: Check | None) -> Row:
    """Every cell of one row; one wrong cell does not hide the next."""
    row = Row(number, cells, {})
    for column in staged.columns:
        if (place := staged.places.get(column.name)) is None:
            continue
        cell = cells[place] if place < len(cells) else None
        try:
            row.values[column.name] = column.read(cell)
        except Wrong as wrong:
            row.problems.append(Problem(number, column.label, cleaning.as_text(cell), wrong.reason, wrong.suggestion))
    if check and not row.problems:
        row.problems = [_told(staged, row, *found) for found in check(row.values)]
    if row.problems:
        row.state = State.WRONG
    return row


def _told(staged: Staged, row: Row, name: str, reason: str, suggestion: str) -> Problem:
    column = next(column for column in staged.columns if column.name == name)
    place = staged.places.get(name, len(row.cells))
    cell = row.cells[place] if place < len(row.cells) else None
    return Problem(row.number, column.label, cleaning.as_text(cell), reason, suggestion)


def _key(staged: Staged, row: Row) -> Key:
    return tuple(row.values.get(column.name) for column in staged.columns if column.key)


def _refuse_repeats(staged: Staged) -> None:
    """Two rows with one key cannot both be meant."""
    keys = [column for column in staged.columns if column.key]
    seen: dict[Key, int] = {}
    for row in staged.rows if keys else ():
        if row.problems:
            continue
        first = seen.setdefault(_key(staged, row), row.number)
        if first != row.number:
            text = " ".join(cleaning.as_text(row.values.get(column.name)) for column in keys)
            row.problems.append(Problem(row.number, keys[0].label, text, _("the same as row %(row)s of this file") % {"row": first}))
            row.state = State.WRONG


def _compare(staged: Staged, existing: Existing | None) -> None:
    """New, changed or unchanged, by the values that the file holds; columns not in the file stay as they are."""
    sound = [row for row in staged.rows if not row.problems]
    keys = [_key(staged, row) for row in sound]
    compared = [column.name for column in staged.columns if not column.key and column.name in staged.places]
    known = existing(keys) if callable(existing) else existing or {}
    for row, key in zip(sound, keys, strict=True):
        if key not in known:
            continue
        old = known[key]
        row.changes = {name: (old.get(name), row.values[name]) for name in compared if old.get(name) != row.values[name]}
        row.state = State.CHANGED if row.changes else State.UNCHANGED
