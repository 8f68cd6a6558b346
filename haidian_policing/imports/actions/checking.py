"""The dry run: read, check, compare; as often as one likes, with the same outcome."""

import gc
import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any, BinaryIO, cast

from django.db import transaction

from haidian_policing.bulk.copying import NULL, copy_lines, text
from haidian_policing.imports import sets
from haidian_policing.imports.choices import ImportState
from haidian_policing.imports.kinds import IMPORTS
from haidian_policing.imports.models import Import, StagedRow
from haidian_policing.sealing import seal, unseal
from haidian_policing.sheets import Problem, Refused, Row, Staging, read

CELLS = "import.cells"
COLUMNS = ("run", "number", "state", "key", "data", "problems", "cells")
BATCH = 5_000


def check(run: Import, person, progress) -> dict[str, int]:
    """Stage every row of the file and compare it with what exists; progress is told after every batch and may stop it."""
    kind = IMPORTS[run.kind]
    try:
        with run.file.file.open("rb") as file:
            sheet = read(cast(BinaryIO, file), run.name, kind.limit)
            staging = Staging(kind.reading_columns(person), sheet, kind.checker(person), kind.limit, kind.keys)
            names = _stage(run, staging, kind, progress, sheet.height)
    except Refused as refusal:
        StagedRow.objects.filter(run=run).delete()
        Import.objects.filter(pk=run.pk).move((ImportState.CHECKING,), ImportState.REFUSED, trouble=str(refusal))
        return {}
    return _compare(run, kind, person, staging, names)


def _stage(run: Import, staging: Staging, kind, progress, height: int) -> list[str]:
    """Copy the rows in batches, all taken for new; returns the names of their values."""
    StagedRow.objects.filter(run=run).delete()
    names: list[str] = []
    rows, done = iter(staging), 0
    progress(0, height)
    with _seldom_swept():
        while batch := list(islice(rows, BATCH)):  # complete before the COPY begins: a check may ask the database
            names = names or next((list(row.values) for row in batch if not row.problems), [])
            copy_lines(StagedRow, COLUMNS, ["".join([_line(run.pk, kind, row) for row in batch])])
            done += len(batch)
            progress(done, max(done, height))
    return names


@contextmanager
def _seldom_swept() -> Iterator[None]:
    """Rows come and go by the hundred thousand and never refer to themselves: looking for such cycles took a seventh of the time."""
    usual = gc.get_threshold()
    gc.set_threshold(100_000, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def _line(run: int, kind, row: Row) -> str:
    """One row for COPY; of a wrong one its cells are kept sealed and nothing else. In JSON only backslashes need an escape."""
    if row.problems:
        told = _json([[problem.column, problem.value, problem.reason, problem.suggestion] for problem in row.problems])
        return "\t".join(map(text, (run, row.number, "wrong", "", "{}", told, seal(_json(row.cells), CELLS)))) + "\n"
    key = text(sets.key_of(row.values, kind.keys))
    for name in kind.made:
        del row.values[name]
    data = _json(row.values).replace("\\", r"\\")
    return f"{run}\t{row.number}\tnew\t{key}\t{data}\t[]\t{NULL}\n"


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    return str(value)


def _json(value: Any) -> str:
    """As text: days, which nearly every row has, the quick way."""
    try:
        return QUICK.encode(value)
    except TypeError:
        return SLOW.encode(value)


QUICK, SLOW = (json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=default) for default in (date.isoformat, _plain))


@transaction.atomic
def _compare(run: Import, kind, person, staging: Staging, names: list[str]) -> dict[str, int]:
    unchanged = sets.Table(kind, person, names).compare(run.pk) if names else 0
    counts = StagedRow.objects.filter(run=run.pk).counts() | {"unchanged": unchanged}
    layout = {name: getattr(staging, name) for name in ("places", "missing", "repeated", "ignored")}
    layout |= {"headings": [str(cell) for cell in staging.headings], "names": names}
    Import.objects.filter(pk=run.pk).move((ImportState.CHECKING,), ImportState.CHECKED, layout=layout, counts=counts, trouble="")
    return counts


def wrong_rows(run: Import) -> Iterator[Row]:
    """The wrong rows with their own cells."""
    for row in StagedRow.objects.filter(run=run, state="wrong").iterator():
        yield Row(row.number, tuple(json.loads(unseal(row.cells or b"", CELLS))), {}, problems_of(row))


def problems_of(row: StagedRow) -> list[Problem]:
    return [Problem(row.number, *told) for told in row.problems]
