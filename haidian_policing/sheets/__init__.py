"""Spreadsheets in and out.

In:  `read(file, filename, limit)` or `read_text(pasted)` -> Sheet; `stage(columns, sheet, existing)` -> Staged with every row new, changed,
     unchanged or wrong; `template_workbook(title, columns)` and `error_workbook(staged)` -> bytes. A file that is turned away raises
     `Refused`, whose text is for the reader.
Out: `office_workbook(sheets)` -> bytes for a table that is sent on and signed; `plain_workbook(file, headings, rows)` and
     `csv_stream(headings, rows)` for exports of any length in constant memory; `file_name(unit, period, edition)`.
"""

from .columns import Column, Kind, Wrong
from .limits import ROSTER, Limit, Refused
from .office import OfficeSheet, office_workbook
from .plain import csv_stream, plain_workbook
from .reading import Sheet, read, read_text
from .returning import error_workbook, template_workbook
from .staging import Problem, Row, Staged, State, stage
from .writing import Heading, Show, file_name

__all__ = [
    "ROSTER",
    "Column",
    "Heading",
    "Kind",
    "Limit",
    "OfficeSheet",
    "Problem",
    "Refused",
    "Row",
    "Sheet",
    "Show",
    "Staged",
    "State",
    "Wrong",
    "csv_stream",
    "error_workbook",
    "file_name",
    "office_workbook",
    "plain_workbook",
    "read",
    "read_text",
    "stage",
    "template_workbook",
]
