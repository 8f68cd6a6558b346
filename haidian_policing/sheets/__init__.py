"""Spreadsheets in and out.

In:  `read(file, filename, limit)` or `read_text(pasted)` -> Sheet; `Staging(columns, sheet, check)` -> its rows, one after the other, with
     values and all problems; `template_workbook(title, columns)` and `error_workbook(…)` -> bytes. A file that is turned away raises
     `Refused`, whose text is for the reader. haidian_policing.imports keeps staged rows, compares and applies them.
Out: `office_workbook(sheets)` -> bytes for a table that is sent on and signed; `plain_workbook(file, headings, rows)` and
     `csv_stream(headings, rows)` for exports of any length in constant memory; `printed(template, data)` for
     paper; `file_name(unit, period, edition)`.
"""

from .columns import Column, Kind, Lookup, Wrong
from .limits import ROSTER, Limit, Refused
from .office import OfficeSheet, office_workbook
from .paper import aside, facts, paper, printed, words
from .plain import csv_stream, plain_workbook
from .reading import Sheet, glance, read, read_text
from .returning import error_workbook, kind_words, template_workbook
from .staging import Problem, Row, Staging
from .writing import Heading, Show, file_name

__all__ = [
    "ROSTER",
    "Column",
    "Heading",
    "Kind",
    "Limit",
    "Lookup",
    "OfficeSheet",
    "Problem",
    "Refused",
    "Row",
    "Sheet",
    "Show",
    "Staging",
    "Wrong",
    "aside",
    "csv_stream",
    "error_workbook",
    "facts",
    "file_name",
    "glance",
    "kind_words",
    "office_workbook",
    "paper",
    "plain_workbook",
    "printed",
    "read",
    "read_text",
    "template_workbook",
    "words",
]
