"""Importing in the browser: choose a sheet, look at what it would do, say so, see what came of it, take it back."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from haidian_policing.imports.actions import applying, receiving
from haidian_policing.imports.actions.checking import problems_of, wrong_rows
from haidian_policing.imports.choices import ImportState, Known, RowState
from haidian_policing.imports.kinds import IMPORTS, ImportKind
from haidian_policing.imports.lists import TONES
from haidian_policing.imports.models import Import
from haidian_policing.jobs.actions import TooMany
from haidian_policing.pages.pagination import page_of
from haidian_policing.pages.responses import answer
from haidian_policing.sheets import Refused, error_workbook, kind_words, template_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_BYTES = 100 * 2**20
UNDER_WAY = (ImportState.CHECKING, ImportState.APPLYING, ImportState.UNDOING)


def kind_of(run: Import) -> ImportKind:
    return IMPORTS[run.kind]


def asked_kind(request, kind: str) -> ImportKind:
    if kind not in IMPORTS or not IMPORTS[kind].opens_to(request.user):
        raise Http404
    return IMPORTS[kind]


def import_upload(request, kind: str) -> HttpResponse:
    """The form with template and limits; POST a file, or text pasted from a sheet."""
    found = asked_kind(request, kind)
    if request.method == "POST":
        upload: Any = request.FILES.get("file") or SimpleUploadedFile("pasted.txt", request.POST.get("text", "").strip().encode())
        try:
            if upload.size > MOST_BYTES or not upload.read(1):
                raise Refused(_("Choose a file of at most 100 MB, or paste the rows with their headings."))
            upload.seek(0)
            run = receiving.receive(found, upload.file, upload.name, actor=request.user, at=timezone.now())
            return redirect("imports:import_detail", pk=run.pk)
        except (Refused, TooMany) as refusal:
            messages.error(request, str(refusal))
    context = {
        "kind": found,
        "columns": [(column, kind_words()[column.kind]) for column in found.template_columns(request.user)],
        "text": request.POST.get("text", ""),
        "breadcrumbs": [(_("Import"), reverse("imports:import_list")), (str(found.label), None)],
    }
    return answer(request, "imports/import_upload.html", context)


def import_template(request, kind: str) -> HttpResponse:
    found = asked_kind(request, kind)
    body = template_workbook(str(found.label), found.template_columns(request.user), [str(note) for note in found.notes], found.limit)
    return workbook(body, _("Template %(kind)s") % {"kind": found.label})


def workbook(body: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(True, f"{name}.xlsx"), "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=XLSX, headers=headers)


def seen(request, pk: int) -> Import:
    return get_object_or_404(Import.objects.visible_to(request.user).select_related("job", "uploaded_by", "applied_by", "undone_by"), pk=pk)


def import_detail(request, pk: int) -> HttpResponse:
    """Progress, then what the check found, then what came of it; ?state= shows the rows in a state."""
    run = seen(request, pk)
    kind, state = kind_of(run), request.GET.get("state", "")
    shown = state if state in RowState.values else next((name for name in ("wrong", "changed", "new") if run.counts.get(name)), "new")
    page = page_of(request, run.rows.filter(state=shown))
    working = run.state in UNDER_WAY and run.job is not None and run.job.is_open
    words = Words(kind, request.user)
    context = {
        "run": run,
        "kind": kind,
        "tone": TONES[run.state],
        "working": working,
        "stopped": run.state in UNDER_WAY and not working,
        "shown": shown,
        "tabs": [(label, f"?state={name}", name == shown, run.counts.get(name, 0)) for name, label in RowState.choices],
        "page": page,
        "problems": [problem for row in page.object_list for problem in problems_of(row)] if shown == "wrong" else [],
        "rows": [(row.number, list(words.told(row))) for row in page.object_list] if shown != "wrong" else [],
        "known": Known,
        "breadcrumbs": [(_("Import"), reverse("imports:import_list")), (str(kind.label), None)],
    }
    response = answer(request, "imports/import_detail.html", context)
    if request.htmx and not working:
        response.headers["HX-Refresh"] = "true"  # the page that watched the job shows what came of it
    return response


class Words:
    """Rows as they are read: labels of columns and choices in the reader's language, telephone numbers out of sight."""

    def __init__(self, kind: ImportKind, person) -> None:
        columns = kind.template_columns(person)
        self.labels = {column.name: column.label for column in columns}
        self.choices = {column.name: {value: label for label, value in column.options.items()} for column in columns if column.choices}
        self.fields = {stored.name: kind.model._meta.get_field(stored.field or stored.name) for stored in kind.stored if not stored.carried}
        self.known_by = [name for name in kind.keys if name in self.labels and not getattr(self.fields.get(name), "is_relation", False)]

    def value(self, name: str, value: Any) -> str:
        if value in (None, ""):
            return "-"
        if name.endswith("_hash"):
            return "***"
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        field = self.fields.get(name)
        return str(self.choices.get(name, {}).get(value) or dict(getattr(field, "flatchoices", ()) or ()).get(value, value))

    def label(self, name: str) -> str:
        if name.endswith("_hash"):
            return self.labels.get(name.removesuffix("_hash"), "")
        return self.labels.get(name) or capfirst(str(self.fields[name].verbose_name))

    def is_key_of(self, name: str, row) -> bool:
        """Whether it is only the key by which something named in the same row is stored."""
        return name.endswith("_id") and name.removesuffix("_id") in row.data

    def told(self, row) -> Iterator[tuple[str, str, str]]:
        """(label, before, after): of a new row what it brings, of a changed one which it is and what differs."""
        names = [name for name in row.data if name in self.labels or (name in self.fields and not self.is_key_of(name, row))]
        if row.before is None:
            yield from ((self.label(name), "", self.value(name, row.data[name])) for name in names if row.data[name] not in (None, ""))
        else:
            differ = [name for name in names if name in row.before and row.before[name] != row.data[name]]
            yield from ((self.label(name), "", self.value(name, row.data[name])) for name in self.known_by if name in names)
            yield from ((self.label(name), self.value(name, row.before[name]), self.value(name, row.data[name])) for name in differ)


def import_errors(request, pk: int) -> HttpResponse:
    """The wrong rows as a workbook, to put right and import again."""
    run = seen(request, pk)
    if not run.counts.get("wrong"):
        raise Http404
    columns = kind_of(run).template_columns(request.user)
    body = error_workbook(columns, run.layout["headings"], run.layout["places"], wrong_rows(run))
    return workbook(body, _("Rows to correct in %(name)s") % {"name": run.name.rpartition(".")[0] or run.name})


def import_act(request, pk: int, act: str) -> HttpResponse:
    """POST apply, check, cancel, discard or undo."""
    run, at = seen(request, pk), timezone.now()
    if act not in ACTS:
        raise Http404
    try:
        if not ACTS[act](run, request, at):
            messages.error(request, _("This import is in another state by now."))
    except TooMany as refusal:
        messages.error(request, str(refusal))
    return redirect("imports:import_list") if act == "discard" else redirect("imports:import_detail", pk=pk)


def _apply(run: Import, request, at):
    known = request.POST.get("known", Known.OVERWRITE)
    if request.POST.get("all") == "1" and run.counts.get("wrong"):
        messages.error(request, _("Nothing was imported: there are wrong rows."))
        return True
    return applying.ask_to_apply(run, known if known in Known.values else Known.OVERWRITE, actor=request.user, at=at)


ACTS = {
    "apply": _apply,
    "check": lambda run, request, at: receiving.check_again(run, actor=request.user, at=at),
    "cancel": lambda run, request, at: receiving.cancel(run, actor=request.user, at=at),
    "discard": lambda run, request, at: receiving.discard(Import.objects.filter(pk=run.pk), actor=request.user, at=at),
    "undo": lambda run, request, at: applying.ask_to_undo(run, actor=request.user, at=at),
}
