"""The two workbooks of an import: the template to fill in, and the rows that must be put right."""

import io
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from haidian_policing.phrasing import clauses, enumerated, told

from .cleaning import as_text
from .columns import Column, Kind
from .limits import Limit
from .reading import Cells
from .staging import Row
from .writing import CREATED, FONT, display_width, new_workbook, plain_text, put, sheet_name

SHOWN = {Kind.DATE: "yyyy-mm-dd", Kind.INTEGER: "0", Kind.NUMBER: "General"}
INLINE = 255  # characters that Excel allows for a list of choices in the validation itself
YES_NO = ("是", "否")
REASON = 48  # characters across


def template_workbook(title: str, columns: Sequence[Column], notes: Sequence[str] = (), limit: Limit | None = None) -> bytes:
    """An empty sheet with headings (`*` where required), a sample row, drop-downs, and a sheet that explains every column.

    The sample row may stay: reading leaves it out.
    """
    limit = limit or Limit()
    file = io.BytesIO()
    workbook = new_workbook(file, CREATED, in_memory=True)
    name = sheet_name(title)
    page, guide = workbook.add_worksheet(name), workbook.add_worksheet(sheet_name(_("How to fill in"), [name]))
    lists = workbook.add_worksheet(sheet_name("choices", [name]))
    lists.hide()
    for index, column in enumerate(columns):
        _template_column(workbook, page, index, column)
        _validate(page, lists, index, column, limit)
    page.freeze_panes(1, 0)
    _printable(page)
    _printable(guide)
    _guide(workbook, guide, columns, [*notes, *_limits(limit)])
    workbook.close()
    return file.getvalue()


def _printable(page: Worksheet) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _limits(limit: Limit) -> list[str]:
    size = {"rows": limit.rows, "size": limit.unpacked >> 20}
    return [
        _("At most %(rows)s rows; the file at most %(size)s MB when unpacked.") % size,
        _("Dates may be written 2026-11-23, 2026/11/23, 2026.11.23, 20261123 or 2026年11月23日."),
    ]


def _template_column(workbook: Workbook, page: Worksheet, index: int, column: Column) -> None:
    colour = {"bg_color": "#FFF2CC"} if column.required else {"bg_color": "#F2F2F2"}
    shown = SHOWN.get(column.kind, "@")
    sample = workbook.add_format(FONT | {"num_format": shown, "italic": True, "font_color": "#7F7F7F"})
    width = column.width or min(max(display_width(column.title), display_width(as_text(column.sample))) + 4, 40)
    page.set_column(index, index, width, workbook.add_format(FONT | {"num_format": shown}))
    page.write_string(
        0, index, plain_text(column.title), workbook.add_format(FONT | {"bold": True, "border": 1, "align": "center"} | colour)
    )
    if column.sample not in (None, ""):
        put(page, 1, index, column.sample, sample)


def _validate(page: Worksheet, lists: Worksheet, index: int, column: Column, limit: Limit) -> None:
    """A drop-down for choices, else the note when the cell is entered."""
    options: list[Any] = list(YES_NO if column.kind is Kind.YES_NO else column.choices or ())
    given: dict[str, Any] = {"validate": "any"}
    if options:
        given = {"validate": "list", "source": _source(lists, index, [plain_text(option) for option in options])}
        given |= {"error_title": column.label[:32], "error_message": _("Choose from the list."), "error_type": "stop"}
    if column.note:
        given |= {"input_title": column.label[:32], "input_message": column.note[:255]}
    if len(given) > 1:
        page.data_validation(1, index, limit.rows, index, given)


def _source(lists: Worksheet, index: int, options: list[str]) -> Any:
    """The list itself if Excel lets it stand in the cell's rule, else a column of the hidden sheet."""
    if len(",".join(options)) <= INLINE and not any("," in option for option in options):
        return options
    for row, option in enumerate(options):
        lists.write_string(row, index, option)
    return f"='{lists.get_name()}'!{_letters(index)}$1:{_letters(index)}${len(options)}"


def _letters(index: int) -> str:
    """$A, $AA …"""
    text = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(65 + rest) + text
    return f"${text}"


def kind_words() -> dict[Kind, str]:
    """What a kind is called in the explanation."""
    return {
        Kind.TEXT: pgettext("spreadsheet", "text"),
        Kind.NAME: pgettext("spreadsheet", "name"),
        Kind.CODE: pgettext("spreadsheet", "number kept as text"),
        Kind.INTEGER: pgettext("spreadsheet", "whole number"),
        Kind.NUMBER: pgettext("spreadsheet", "number"),
        Kind.DATE: pgettext("spreadsheet", "date"),
        Kind.YES_NO: pgettext("spreadsheet", "yes or no"),
    }


def _guide(workbook: Workbook, page: Worksheet, columns: Sequence[Column], notes: Sequence[str]) -> None:
    bold = workbook.add_format(FONT | {"bold": True, "border": 1, "bg_color": "#F2F2F2"})
    plain = workbook.add_format(FONT | {"border": 1, "text_wrap": True})
    headings = [
        pgettext("spreadsheet", "Column"),
        pgettext("spreadsheet", "Required"),
        pgettext("spreadsheet", "Content"),
        pgettext("spreadsheet", "Sample"),
        pgettext("spreadsheet", "Note"),
    ]
    for index, (heading, width) in enumerate(zip(headings, (18, 8, 16, 22, 60), strict=True)):
        page.set_column(index, index, width)
        page.write_string(0, index, heading, bold)
    for row, column in enumerate(columns, 1):
        required = pgettext("spreadsheet", "yes") if column.required else pgettext("spreadsheet", "no")
        choices = enumerated(list(column.choices or ())[:30])
        note = " ".join(part for part in (column.note, choices) if part)
        for index, text in enumerate((column.label, required, kind_words()[column.kind], as_text(column.sample), note)):
            page.write_string(row, index, plain_text(text), plain)
    for offset, note in enumerate(notes, len(columns) + 2):
        page.write_string(offset, 0, plain_text(note))


def error_workbook(columns: Sequence[Column], headings: Cells, places: Mapping[str, int], rows: Iterable[Row]) -> bytes:
    """The wrong rows as they were, row number and reason in front, the cells at fault in red; put right, it can be imported again."""
    file = io.BytesIO()
    workbook = new_workbook(file, CREATED, constant_memory=True)
    page = workbook.add_worksheet(sheet_name(_("Rows to put right")))
    bold = workbook.add_format(FONT | {"bold": True, "border": 1, "bg_color": "#F2F2F2", "text_wrap": True})
    styles = [
        workbook.add_format(FONT | {"border": 1, "text_wrap": True} | more)
        for more in ({}, {"bg_color": "#FFC7CE", "font_color": "#9C0006"})
    ]
    page.set_row(0, 32)
    for index, heading in enumerate((_("Row in the file"), _("What is wrong"), *headings)):
        page.set_column(index, index, (10, REASON)[index] if index < 2 else 16)
        page.write_string(0, index, plain_text(as_text(heading)), bold)
    by_label = {column.label: places[column.name] for column in columns if column.name in places}
    for line, row in enumerate(rows, 1):
        _error_row(page, line, row, {by_label.get(problem.column) for problem in row.problems}, len(headings), styles)
    page.freeze_panes(1, 2)
    _printable(page)
    workbook.close()
    return file.getvalue()


def _error_row(page: Worksheet, line: int, row: Row, places: set[int | None], width: int, styles: Sequence[Format]) -> None:
    page.set_row(line, 16 * max(1, ceil(display_width(reasons(row)) * 1.1 / REASON)))
    page.write_number(line, 0, row.number, styles[0])
    page.write_string(line, 1, plain_text(reasons(row)), styles[0])
    for place in range(max(len(row.cells), width)):
        value, style = row.cells[place] if place < len(row.cells) else None, styles[place in places]
        if value in (None, ""):
            page.write_blank(line, place + 2, None, style)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            put(page, line, place + 2, value, style)
        else:
            page.write_string(line, place + 2, plain_text(as_text(value)), style)


def reasons(row: Row) -> str:
    """All problems of a row in one text."""
    return clauses(told(problem.column, enumerated(filter(None, (problem.reason, _meant(problem))))) for problem in row.problems)


def _meant(problem) -> str:
    return _("did you mean %(suggestion)s?") % {"suggestion": problem.suggestion} if problem.suggestion else ""
