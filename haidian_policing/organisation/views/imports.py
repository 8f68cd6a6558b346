"""Units, people and posts from a sheet: template, upload or paste, dry run, applying the sound rows or nothing."""

import hashlib
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.organisation.actions.imports import apply
from haidian_policing.organisation.lists import SHEETS
from haidian_policing.organisation.models import Import
from haidian_policing.pages.responses import answer
from haidian_policing.sheets import Refused, Staged, State, error_workbook, read, template_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 10 * 1024 * 1024
SHOWN = 200


def import_list(request) -> HttpResponse:
    runs = [(run, SHEETS[run.kind].label) for run in Import.objects.defer("content").select_related("uploaded_by", "applied_by")[:30]]
    return answer(request, "organisation/import_list.html", {"kinds": SHEETS.values(), "runs": runs, "breadcrumbs": [(_("Import"), None)]})


def import_template(request, kind: str) -> HttpResponse:
    sheet = _sheet(kind)
    return _workbook(template_workbook(str(sheet.label), sheet.to_fill_in()), _("Template %(kind)s") % {"kind": sheet.label})


def _sheet(kind: str):
    if kind not in SHEETS:
        raise Http404
    return SHEETS[kind]


def _workbook(body: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx"), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=XLSX, headers=headers)


def import_upload(request, kind: str) -> HttpResponse:
    """POST a file, or text pasted from a sheet: it is kept for the dry run, which says what is wrong with it."""
    _sheet(kind)
    upload, pasted = request.FILES.get("file"), request.POST.get("text", "")
    body, name = (upload.read(MOST_BYTES + 1), upload.name) if upload else (pasted.encode(), "pasted.txt")
    try:
        if len(body) > MOST_BYTES or not body.strip():
            raise Refused(_("Choose a file of at most 10 MB, or paste the rows."))
        read(BytesIO(body), name)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("organisation:import_list")
    run = Import.objects.create(
        kind=kind,
        name=name[:200],
        content=body,
        sha256=hashlib.sha256(body).hexdigest(),
        uploaded_by=request.user,
        uploaded_at=timezone.now(),
    )
    return redirect("organisation:import_review", pk=run.pk)


def _staged(run: Import) -> Staged:
    return SHEETS[run.kind].staged(read(BytesIO(bytes(run.content)), run.name))


def import_review(request, pk: int) -> HttpResponse:
    """The dry run; once applied, what came of it."""
    run = get_object_or_404(Import, pk=pk)
    sheet = SHEETS[run.kind]
    trail = [(_("Import"), reverse("organisation:import_list")), (str(sheet.label), None)]
    if run.applied_at:
        return answer(request, "organisation/import_result.html", {"run": run, "label": sheet.label, "breadcrumbs": trail})
    staged = _staged(run)
    words = Words(sheet.to_fill_in())
    context = {
        "run": run,
        "label": sheet.label,
        "staged": staged,
        "counts": {state.value: number for state, number in staged.counts.items()},
        "problems": list(staged.problems)[:SHOWN],
        "rows": [words.row(row) for row in staged.of(State.NEW, State.CHANGED)[:SHOWN]],
        "shown": SHOWN,
        "breadcrumbs": trail,
    }
    return answer(request, "organisation/import_review.html", context)


class Words:
    """Rows as they are read: labels of columns and choices in the reader's language, telephone numbers out of sight."""

    def __init__(self, columns):
        self.labels = {column.name: column.label for column in columns}
        self.choices = {column.name: {value: label for label, value in (column.choices or {}).items()} for column in columns}

    def value(self, name: str, value) -> str:
        return "***" if name == "phone" and value else str(self.choices[name].get(value, "-" if value is None else value))

    def row(self, row) -> tuple[int, bool, str]:
        """Row number, whether it is new, and what it brings."""
        if row.state is State.NEW:
            told = [f"{self.labels[name]}: {self.value(name, value)}" for name, value in row.values.items() if value not in (None, "")]
        else:
            changes = row.changes.items()
            told = [f"{self.labels[name]}: {self.value(name, old)} → {self.value(name, new)}" for name, (old, new) in changes]
        return row.number, row.state is State.NEW, "；".join(told)


def import_errors(request, pk: int) -> HttpResponse:
    run = get_object_or_404(Import, pk=pk, applied_at=None)
    return _workbook(error_workbook(_staged(run)), _("Rows to correct in %(name)s") % {"name": run.name})


def import_apply(request, pk: int) -> HttpResponse:
    """POST all=1 applies only a sheet without any wrong row; otherwise the sound rows."""
    run = get_object_or_404(Import, pk=pk, applied_at=None)
    staged = _staged(run)
    if not staged.usable or (request.POST.get("all") == "1" and staged.counts[State.WRONG]):
        messages.error(request, _("Nothing was imported: there are wrong rows."))
        return redirect("organisation:import_review", pk=pk)
    try:
        with transaction.atomic():
            counts: dict[str, Any] = apply(run, staged, actor=request.user, at=timezone.now())
            record(Action.RIGHTS, request=request, target=run, what="import", sheet=run.kind, sha256=run.sha256, **counts)
    except ValidationError as error:
        messages.error(request, _("Nothing was imported: %(why)s") % {"why": " ".join(error.messages)})
    return redirect("organisation:import_review", pk=pk)
