"""An export in the browser: how many rows and in which form, or a paper; the file as soon as it is there, one's exports of today."""

from collections.abc import Callable

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.exports import actions
from haidian_policing.exports.choices import Form
from haidian_policing.exports.models import Export
from haidian_policing.exports.papers import PAPERS, Paper
from haidian_policing.files.responses import send
from haidian_policing.jobs.actions import TooMany
from haidian_policing.lists.registry import list_for
from haidian_policing.pages.registry import Page
from haidian_policing.pages.responses import answer


def start(request, code: str) -> HttpResponse:
    """POST from a list: first how many rows and in which form; with the form chosen, the export itself."""
    listed = list_for(request.user, code)
    keys = [int(key) for key in request.POST.getlist("pk") if key.isdecimal() and len(key) < 19][:2000]
    if request.POST.get("scope") == "all":
        keys = []
    asked = {"query": request.POST.get("query", "")[:1000], "columns": request.POST.getlist("column"), "keys": keys}
    count = actions.chosen_rows(listed, request.user, asked["query"], keys).count()
    if request.POST.get("form") in Form.values:
        try:
            unmasked, form = request.POST.getlist("unmask"), Form(request.POST["form"])
            export = actions.begin(listed, form, count, actor=request.user, at=timezone.now(), unmasked=unmasked, **asked)
            return redirect("exports:detail", pk=export.pk)
        except (TooMany, actions.Unwritable) as refusal:
            messages.error(request, str(refusal))
    return answer(
        request, "exports/start.html", {"list": listed, "count": count, "forms": _forms(count), **asked, **_masked(listed, request, asked)}
    )


def _forms(count: int) -> list[tuple]:
    """(value, label, whether it can hold so many rows)."""
    return [(form.value, form.label, not (most := actions.most_of(form)) or count <= most) for form in Form]


def _masked(listed, request, asked) -> dict:
    """What may be asked for in the clear, and where the page leads back to."""
    values = [value for value in listed.sheet_values(listed.chosen(asked["columns"])) if value.unmask]
    clear = [(value.unmask, value.label) for value in values if may(request.user, value.unmask)]
    back = f"{listed.home()}?{asked['query']}"
    return {"clear": clear, "back": back, "breadcrumbs": [(listed.label, back), (_("Export"), None)]}


def printing(paper: Paper, path: str, *, takes: str) -> Page:
    """The page row that asks for a paper, for an app's PAGES; it opens to whom the paper does."""
    return Page(paper.code, path, asking(paper), may=paper.may, methods=("POST",), takes=takes)


def asking(paper: Paper) -> Callable[..., HttpResponse]:
    def ask(request, pk: int) -> HttpResponse:
        thing = get_object_or_404(paper.queryset(request.user), pk=pk)
        try:
            given = {"actor": request.user, "at": timezone.now(), "query": request.POST.get("query", "")[:1000]}
            return redirect("exports:detail", pk=actions.ask_for_paper(paper, thing, **given).pk)
        except TooMany as refusal:
            messages.error(request, str(refusal))
            return redirect("exports:list")

    ask.__name__ = f"{paper.code}_paper"
    return ask


def detail(request, pk: int) -> HttpResponse:
    """Progress, then the file."""
    export = get_object_or_404(Export.objects.visible_to(request.user).select_related("job", "file"), pk=pk)
    working = export.rows is None and export.job is not None and export.job.is_open
    context = {
        "export": export,
        "label": actions.label_of(export.listed),
        "paper": export.listed in PAPERS,
        "working": working,
        "ready": actions.fetchable(export, request.user),
        "breadcrumbs": [(_("My exports"), reverse("exports:list")), (actions.label_of(export.listed), None)],
    }
    response = answer(request, "exports/detail.html", context)
    if request.htmx and not working:
        response.headers["HX-Refresh"] = "true"
    return response


def export_file(request, pk: int) -> FileResponse:
    """The file, to its owner, as long as he stands where he stood."""
    export = get_object_or_404(Export.objects.visible_to(request.user).select_related("file"), pk=pk)
    if not actions.fetchable(export, request.user):
        raise Http404
    return send(export.file)
