"""A .csv drawn by PostgreSQL: the rows of a list as it reads them, each cell as `csv_cell` would write it, by COPY into a file.

Columns come from declarations, paths from Django, texts as parameters; what has no form in SQL is drawn row by row instead.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import IO, Any

from django.conf import settings
from django.db import connection, models, transaction
from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haidian_policing.lists.columns import Value
from haidian_policing.lists.declaration import CHUNK, List
from haidian_policing.pages.sets import COUNTED, total_of
from haidian_policing.sheets.plain import guarded

KINDS: Mapping[type[models.Field], str] = {
    models.CharField: "text",
    models.TextField: "text",
    models.DateTimeField: "datetime",
    models.DateField: "date",
    models.BooleanField: "yes",
    models.IntegerField: "number",
    models.DecimalField: "number",
    models.AutoField: "number",
}
# most texts need nothing done: they begin with a letter or a Chinese sign
USUAL = "ascii({0}) BETWEEN 65 AND 65295 AND octet_length({0}) < 32767"
GUARDED = (
    "CASE WHEN left({0}, 1) IN ('=', '+', '-', '@', E'\\t', E'\\r', '''') THEN '''' || left({0}, 32767)"
    " WHEN length({0}) >= 12 AND {0} ~ '^[0-9０-９]+$' THEN left({0}, 32767) || E'\\t' ELSE nullif(left({0}, 32767), '') END"
)
TEXT = f"CASE WHEN {USUAL} THEN {{0}} ELSE {GUARDED} END"
CELLS: Mapping[str, Callable[[str], str]] = {
    "text": TEXT.format,
    "number": "({0})::text".format,
    "date": "({0})::text".format,
    "datetime": "left(({0})::text, 19)".format,
    "yes": lambda sql: f"CASE WHEN {sql} THEN {literal(guarded(_('yes')))} END",
    "state": "{0}".format,
}

RAW: Mapping[str, Callable[[str], str]] = dict.fromkeys(CELLS, "{0}".format)  # values as they are, for a workbook


def literal(text: str) -> str:
    """A text within a statement."""
    with connection.cursor() as cursor:
        return cursor.mogrify("%s", [text]).decode()


def labelled(sql: str, choices: type[models.TextChoices], forms: Mapping[str, Callable[[str], str]]) -> str:
    """The label of a code, ready as a cell; a code that nobody knows as it is."""
    labels = ((code, str(label) if forms is RAW else guarded(str(label))) for code, label in choices.choices)
    known = " ".join(f"WHEN {literal(code)} THEN {literal(label)}" for code, label in labels)
    return f"CASE {sql} {known} ELSE {forms['text'](sql)} END"


@contextmanager
def local_time() -> Iterator[None]:
    """PostgreSQL writes moments as the clock on the wall shows them, which is quicker than to reckon each."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL TimeZone TO %s", [settings.TIME_ZONE])
        yield
        cursor.execute("SET LOCAL TimeZone TO %s", [connection.timezone_name])


class Drawing:
    """The statement for some columns of a list, as text for a .csv or RAW. `cells` is empty where one of them has no form in SQL."""

    def __init__(self, listed: List, values: Sequence[Value], unmasked: Sequence[str], forms=CELLS) -> None:
        self.listed, self.forms, self.keys = listed, forms, _Keys(self.column)
        self.paths: dict[str, str] = {}
        self.told = listed.in_sql()
        cells = [cell for value in values if not (value.full and value.unmask in unmasked) and (cell := self._cell(value))]
        self.cells = cells if len(cells) == len(values) > 1 else []

    def write(self, segment: QuerySet, file: IO[bytes]) -> int:
        """Append the rows of one segment of the order; how many."""
        with local_time(), connection.cursor() as cursor:
            cursor.copy_expert(f"COPY ({self.statement(segment)}) TO STDOUT (FORMAT csv)", _Lines(file))
            return cursor.rowcount

    def rows(self, segment: QuerySet) -> Iterator[list[Any]]:
        """The rows of one segment of the order, behind a server-side cursor."""
        with connection.chunked_cursor() as cursor:
            cursor.execute(self.statement(segment))
            while rows := cursor.fetchmany(CHUNK):
                yield from map(list, rows)

    def statement(self, segment: QuerySet, many: bool | None = None) -> str:
        """Its SQL; many: joined as suits more rows than are counted, which is seen to where nothing is said."""
        many = total_of(segment) > COUNTED if many is None else many
        joins = self.listed.in_sql(many)[1].format_map(self.keys)
        order = [f"{self.column(key.lstrip('-'))}{' DESC' if key.startswith('-') else ''}" for key in segment.query.order_by]
        sql, params = segment.values_list(*self.paths).query.sql_with_params()
        with connection.cursor() as cursor:
            rows = f"({cursor.mogrify(sql, params).decode()}) AS drawn ({', '.join(self.paths.values())})"
        return f"SELECT {', '.join(self.cells)} FROM {rows} {joins} ORDER BY {', '.join(order)}"

    def column(self, path: str) -> str:
        return f"drawn.{self.paths.setdefault(path, f'c{len(self.paths)}')}"

    def _cell(self, value: Value) -> str | None:
        """The cell of one value, or None; what the list says of its own row keys comes first."""
        if not value.key or self.told is None:
            return None
        if own := self.told[0].get(value.key):
            return self.forms[value.kind if value.kind in self.forms else "text"](own.format_map(self.keys))
        if value.key in self.listed.words:
            return labelled(self.column(value.key), self.listed.words[value.key], self.forms)
        if value.key in self.listed.names:
            here, english = map(self.column, self.listed.names[value.key])
            return self.forms["text"](f"coalesce(nullif({english}, ''), {here})" if get_language() == "en" else here)
        kind = self._kind(value.key) if value.key in self.listed.fields else None
        return self.forms[kind](self.column(value.key)) if kind and (kind == "yes") == (value.kind == "yes") else None

    def _kind(self, path: str) -> str | None:
        """What a path holds."""
        model: Any = self.listed.model
        field = None
        for name in path.split("__"):
            field = next((known for known in model._meta.get_fields() if name in (known.name, getattr(known, "attname", ""))), None)
            model = getattr(field, "related_model", None)
        if field is None or model is not None:
            return "number" if field is not None and getattr(field, "attname", "") == path.rpartition("__")[2] else None
        return next((kind for known, kind in KINDS.items() if isinstance(field, known) and not field.choices), None)


class _Keys(dict):
    """{key} in a declaration's SQL stands for the column of that path."""

    def __init__(self, column: Callable[[str], str]) -> None:
        super().__init__()
        self._column = column

    def __missing__(self, path: str) -> str:
        return self._column(path)


class _Lines:
    """A file for COPY, which gives it one row at a time: each ends as Excel wants it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, row: bytes) -> int:
        return self._file.write(row[:-1] + b"\r\n")
