"""Asking for an export, writing it, and forgetting it when its day is over."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import IO, Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haidian_policing.access.standing import Standing, may
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.exports.choices import Form
from haidian_policing.exports.models import Export
from haidian_policing.exports.papers import PAPERS, Paper
from haidian_policing.exports.sets import RAW, Drawing
from haidian_policing.files.keeping import keep, let_go
from haidian_policing.files.models import StoredFile
from haidian_policing.jobs.actions import request_job, run
from haidian_policing.lists.columns import Value
from haidian_policing.lists.declaration import List
from haidian_policing.lists.registry import LISTS
from haidian_policing.sheets import Heading, OfficeSheet, Show, csv_stream, file_name, office_workbook, paper, plain_workbook, printed

AT_ONCE, PAPER_ROWS, OFFICE_ROWS, SHEET_ROWS = 2_000, 5_000, 20_000, 1_048_575
KEPT = timedelta(hours=24)
BEAT = 5_000
SHOWN = {"number": Show.GENERAL, "date": Show.DATE, "datetime": Show.MOMENT}
TYPES = {"csv": "text/csv", "pdf": "application/pdf", "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}


class Unwritable(ValueError):
    """More rows than the form can hold; the text says so."""


def chosen_rows(listed: List, person, query: str, keys: Sequence[int]) -> QuerySet:
    """The ticked rows, or all that the query finds, among what the person sees now."""
    if keys:
        return listed.picked(person, keys)
    request = HttpRequest()
    request.user, request.GET = person, QueryDict(query)
    return listed.found(request, request.GET)


def most_of(form: Form) -> int | None:
    """Rows that a form can hold."""
    return {Form.OFFICE: OFFICE_ROWS, Form.PAPER: PAPER_ROWS, Form.PLAIN: SHEET_ROWS}.get(form)


def begin(listed: List, form: Form, count: int, *, actor, at: datetime, query: str, keys, columns, unmasked) -> Export:
    """Ask for an export; a small one is written at once, under the same limits. Raises TooMany, or Unwritable."""
    if (most := most_of(form)) and count > most:
        raise Unwritable(_("This form holds at most %(most)s rows. Choose .csv, or fewer rows.") % {"most": most})
    given = {"query": query, "keys": list(keys), "columns": list(columns), "unmasked": [code for code in unmasked if may(actor, code)]}
    export = _ask("export", listed.code, form, actor, at, **given)
    if export.job_id and count <= AT_ONCE and form is not Form.PAPER:  # only the worker loads typst
        run(export.job_id)
    export.refresh_from_db()
    return export


def ask_for_paper(paper: Paper, thing, *, actor, at: datetime, query: str) -> Export:
    """Ask for the paper of one thing. Raises TooMany."""
    return _ask("paper", paper.code, Form.PAPER, actor, at, keys=[thing.pk], query=query)


@transaction.atomic
def _ask(kind: str, code: str, form: Form, actor, at: datetime, **given: Any) -> Export:
    told = {"requested_by": actor, "requested_at": at, "language": get_language() or ""}
    export = Export.objects.create(listed=code, form=form, **told, **given)
    export.job = request_job(kind, actor=actor, key=f"export-{export.pk}", export=export.pk)
    export.save(update_fields=["job"])
    return export


def declared(code: str) -> List | Paper | None:
    """The list or the paper of that code."""
    return LISTS.get(code) or PAPERS.get(code)


def label_of(code: str) -> str:
    """What a list or a paper is called; its code where it is no more."""
    source = declared(code)
    return str(source.label) if source else code


def make(export: Export, person, progress) -> dict[str, Any]:
    """Write the file within the person's reach of now, keep it, and record it; the rights are asked anew."""
    at = timezone.now()
    person.standing = Standing(person, timezone.localdate(at))
    source = declared(export.listed)
    if source is None or not source.opens_to(person) or not all(may(person, code) for code in export.unmasked):
        raise PermissionError(f"{person.police_number} may not export {export.listed}")
    with tempfile.TemporaryFile() as file:
        if isinstance(source, Paper):
            name, count = _print(file, source, export, person, at)
        else:
            name, count = (str(source.label), f"{timezone.localtime(at):%Y%m%d%H%M}"), _write(file, source, export, person, at, progress)
        with transaction.atomic():
            _keep(export, name, file, person, at, count)
            progress(count, count)
    return {"rows": count}


def _print(file: IO[bytes], paper: Paper, export: Export, person, at: datetime) -> tuple[tuple[str, ...], int]:
    """(words of the file's name, rows) of a paper, of a thing that the person still sees."""
    thing = paper.queryset(person).filter(pk__in=export.keys).first()
    if thing is None:
        raise PermissionError(f"{person.police_number} no longer sees {export.keys}")
    asked = QueryDict(export.query)
    content = paper.content(thing, asked, person, at)
    file.write(printed(paper.template, content))
    return paper.name(thing, asked), paper.count(content)


def _write(file: IO[bytes], listed: List, export: Export, person, at: datetime, progress) -> int:
    columns, query = listed.chosen(export.columns), QueryDict(export.query)
    values = listed.sheet_values(columns)
    headings = [heading_of(value) for value in values]
    if export.form == Form.CSV and (drawing := Drawing(listed, values, export.unmasked)).cells:
        file.write(b"".join(csv_stream(headings, ())))
        segments = listed.order_of(query.get("sort", "")).segments(chosen_rows(listed, person, export.query, export.keys))
        return sum(drawing.write(segment, file) for segment in segments)
    found = chosen_rows(listed, person, export.query, export.keys)
    counted = _Counted(_ordered(listed, found, query, columns, at, export.unmasked), values, progress)
    if export.form == Form.CSV:
        for piece in csv_stream(headings, counted):
            file.write(piece)
    elif export.form == Form.PAPER:
        file.write(paper(_office(listed, headings, list(counted), person, at)))
    elif export.form == Form.OFFICE:
        file.write(office_workbook([_office(listed, headings, list(counted), person, at)], created=at))
    else:
        plain_workbook(file, headings, counted, name=str(listed.label))
    return counted.count


def heading_of(value: Value) -> Heading:
    return Heading(str(value.label), SHOWN.get(value.kind, Show.TEXT))


def _ordered(listed: List, found: QuerySet, query: QueryDict, columns, at: datetime, unmasked) -> Iterator[list]:
    drawing = Drawing(listed, listed.sheet_values(columns), unmasked, RAW)
    for segment in listed.order_of(query.get("sort", "")).segments(found):
        yield from drawing.rows(segment) if drawing.cells else listed.sheet_rows(segment, columns, at, unmasked=unmasked)


class _Counted:
    """The rows as they pass: counted, yes and no in words, a sign of life now and then."""

    def __init__(self, rows: Iterable[list], values: Sequence[Value], progress) -> None:
        self.count, self._rows, self._progress = 0, rows, progress
        self._yes = [index for index, value in enumerate(values) if value.kind == "yes"]

    def __iter__(self) -> Iterator[list]:
        for row in self._rows:
            for index in self._yes:
                row[index] = _("yes") if row[index] else ""
            self.count += 1
            if self.count % BEAT == 0:
                self._progress(self.count, 0)
            yield row


def _office(listed: List, headings: Sequence[Heading], rows: list[list], person, at: datetime) -> OfficeSheet:
    unit = person.standing.posts[0].unit.name if person.standing.posts else ""
    particulars = {
        _("As of"): f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
        _("Unit"): unit,
        _("Filled in by"): person.name,
        _("Checked by"): "　",
    }
    label = str(listed.label)
    return OfficeSheet(label, label, headings, rows, particulars)


def _keep(export: Export, name: Sequence[str], file: IO[bytes], person, at: datetime, count: int) -> None:
    extension = Form(export.form).extension
    stored = keep(file, file_name(*name, extension=extension), TYPES[extension], actor=person, at=at)
    posts = [post.pk for post in person.standing.posts]
    Export.objects.filter(pk=export.pk).update(file=stored, rows=count, posts=posts, expires_at=at + KEPT)
    told = {"list": export.listed, "filter": export.query, "ticked": len(export.keys), "form": export.form, "unmasked": export.unmasked}
    if export.listed in PAPERS:
        told["of"] = export.keys
    record(Action.EXPORT, actor=person, target=export, rows=count, sha256=stored.sha256, **told)


def fetchable(export: Export, person) -> bool:
    """Whether its owner may have the file now: it is there, and he stands where he stood when it was written."""
    source = declared(export.listed)
    same = export.posts == [post.pk for post in person.standing.posts] and not person.standing.is_absent
    allowed = source is not None and source.opens_to(person) and all(may(person, code) for code in export.unmasked)
    return bool(export.file_id and export.expires_at and export.expires_at > timezone.now()) and same and allowed


def forget(*, at: datetime) -> int:
    """Remove the files whose day is over; the rows stay."""
    return let_go(StoredFile.objects.filter(pk__in=Export.objects.filter(expires_at__lt=at).values("file")))
