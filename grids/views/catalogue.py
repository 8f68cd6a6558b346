"""The catalogues: the task list, the weights of the workload, and what is suspended."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.actions import approve, suspend
from grids.actions.catalogue import monthly_minutes
from grids.defaults import AVAILABLE_MINUTES
from grids.forms import ApproveForm, SuspendForm
from grids.models import CatalogueVersion, Grid, IndicatorWeight, TaskEntry
from grids.views.shapes import english
from grids.workload import PARTS
from haidian_policing.access.standing import may
from haidian_policing.organisation.models import Unit
from haidian_policing.pages.responses import answer


def task_catalogue(request) -> HttpResponse:
    """The task list in force: categories, items, entries."""
    version = CatalogueVersion.objects.in_force("tasks", request.user.standing.day).select_related("approved_by").first()
    entries = TaskEntry.objects.of_version(version).in_order().select_related("item__category") if version else ()
    categories = [(category, list(rows)) for category, rows in groupby(entries, key=lambda entry: entry.item.category)]
    context = {
        "version": version,
        "categories": categories,
        "items": len({entry.item_id for _category, rows in categories for entry in rows}),
        "count": sum(len(rows) for _category, rows in categories),
        "minutes": monthly_minutes(version) if version else 0,
        "available": AVAILABLE_MINUTES,
        "approve_form": _approval(request, version),
        "suspends": may(request.user, "task.suspend"),
        "english": english(),
        "breadcrumbs": [(_("Task list"), None)],
    }
    return answer(request, "grids/catalogue_tasks.html", context)


def _approval(request, version: CatalogueVersion | None) -> ApproveForm | None:
    if version is None or version.is_approved or not may(request.user, "catalogue.approve"):
        return None
    return ApproveForm(initial={"valid_from": request.user.standing.day})


def catalogue_approve(request, pk: int) -> HttpResponse:
    """POST: a second person approves a version."""
    version = get_object_or_404(CatalogueVersion, pk=pk)
    form = ApproveForm(request.POST)
    if form.is_valid():
        try:
            done = approve(CatalogueVersion.objects.filter(pk=pk), actor=request.user, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Approved.")) if done else messages.warning(request, _("This version is approved already."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    else:
        messages.error(request, _("Choose the day from which it is valid."))
    return redirect("grids:task_catalogue" if version.kind == "tasks" else "grids:workload")


def workload(request) -> HttpResponse:
    """The index per grid of a station as table and bars, and the rule by which it is reckoned."""
    day = request.user.standing.day
    grids = Grid.objects.visible_to(request.user).on(day)
    stations = list(Unit.objects.filter(pk__in=grids.order_by().values("station")).in_official_order())
    station = _station(request, stations)
    rows = list(grids.filter(station=station).with_index(day).with_lead(day).order_by("code")) if station else []
    version = CatalogueVersion.objects.in_force("indicators", day).first()
    indexes = [row.index for row in rows if row.index is not None]
    mean = sum(indexes) / len(indexes) if indexes else None
    context = {
        "station": station,
        "stations": stations,
        "rows": rows,
        "mean": mean,
        "chart": _chart(rows, mean),
        "parts": PARTS,
        "version": version,
        "weights": IndicatorWeight.objects.filter(version=version).select_related("indicator") if version else (),
        "approve_form": _approval(request, version),
        "english": english(),
        "breadcrumbs": [(_("Workload"), None)],
    }
    return answer(request, "grids/workload.html", context)


def _station(request, stations: list[Unit]) -> Unit | None:
    """The one asked for, else one's own, else the first."""
    wanted = request.GET.get("station", "")
    own = request.user.standing.station
    for pk in (int(wanted) if wanted.isdecimal() else None, own.pk if own else None):
        if found := next((unit for unit in stations if unit.pk == pk), None):
            return found
    return stations[0] if stations else None


def _chart(rows: list[Grid], mean: float | None) -> dict[str, Any]:
    known = [row for row in rows if row.index is not None]
    base = [row.index / (1 + row.correction) for row in known]
    return {
        "kind": "bar",
        "stack": True,
        "labels": [row.name_en if english() else row.name for row in known],
        "series": [
            {"name": _("Base population"), "values": [round(value) for value in base]},
            {"name": _("Correction"), "values": [round(row.index - value) for row, value in zip(known, base, strict=True)]},
        ],
        "target": round(mean) if mean else None,
    }


def suspension_new(request) -> HttpResponse:
    """The form of a new order."""
    form = SuspendForm(request.POST or None, day=request.user.standing.day)
    if request.method == "POST" and form.is_valid():
        suspend(actor=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Suspended. What is due has shrunk, and nobody loses marks."))
        return redirect("grids:suspensions")
    crumbs = [
        (_("Task list"), reverse("grids:task_catalogue")),
        (_("Suspended tasks"), reverse("grids:suspensions")),
        (_("Suspend tasks"), None),
    ]
    return answer(request, "grids/suspension_form.html", {"form": form, "breadcrumbs": crumbs})
