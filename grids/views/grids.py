"""One grid, and its officers."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from grids.actions import assign, end
from grids.choices import AssignmentKind
from grids.forms import AssignForm, EndForm
from grids.models import Assignment, Grid, TaskLog
from grids.panels import panels_about
from grids.querysets import reaches
from grids.sets import about
from grids.sets.workload import counts_of
from grids.views.shapes import english, shape_of
from grids.workload import Count, Workload
from haidian_policing.access.standing import may
from haidian_policing.pages.editing import Overtaken, hold, versions_of
from haidian_policing.pages.responses import answer

LATEST = 10


def grid_detail(request, pk: int) -> HttpResponse:
    get_object_or_404(Grid.objects.visible_to(request.user).values("pk"), pk=pk)
    (grid,) = about.grid(key=pk)
    day = request.user.standing.day
    context = (
        _about(grid, day)
        | _work(request.user, grid, day)
        | {
            "grid": grid,
            "day": day,
            "english": english(),
            "assigns": reaches(request.user, "grid.assign", grid),
            "end_form": EndForm(initial={"ends": day}, auto_id="end_%s"),
            "panels": panels_about(request.user, grid, timezone.now()),
            "breadcrumbs": [(_("Grids"), reverse("grids:grid_list")), (named(grid), None)],
        }
    )
    context["versions"] = versions_of(context["holding"]) if context["assigns"] else {}
    return answer(request, "grids/grid_detail.html", context)


def named(thing) -> str:
    return thing.name_en if english() and thing.name_en else thing.name


def _about(grid: Grid, day) -> dict[str, Any]:
    """Its places, people and counterparts."""
    parts = about.communities(grid=grid.pk, day=day)
    assignments = about.assignments(grid=grid.pk)
    chiefs = about.chiefs(grid=grid.pk, day=day)
    return {
        "parts": parts,
        "holding": [row for row in assignments if row.starts <= day and (row.ends is None or row.ends > day)],
        "story": [_told(row) for row in assignments],
        "chiefs": chiefs,
        "chief_match": any(chief.level == "alley" for chief in chiefs),
        "shapes": shape_of(
            grid,
            [part.community.polygon for part in parts if part.starts <= day and part.community.polygon],
            {place.pk: place for place in about.around(grid=grid.pk, day=day) if place.polygon}.values(),
        ),
    } | _load(grid, day)


def _told(row: Assignment) -> dict[str, Any]:
    until = _("until %(day)s") % {"day": f"{row.last_day:%Y-%m-%d}"} if row.ends else _("with no end")
    return {
        "day": row.starts,
        "what": f"{row.get_kind_display()}: {row.person.name}",
        "until": until,
        "note": "　".join(filter(None, (row.order_number, row.reason))),
        "tone": "good" if row.ends is None else "neutral",
    }


def _load(grid: Grid, day) -> dict[str, Any]:
    """Its indicators, and the waterfall from the base to the index."""
    version = next(iter(about.weights_version(day=day)), None)
    if version is None:
        return {"version": None}
    indicators = {row.indicator.number: row.indicator for row in about.weights(version=version.pk)}
    load = Workload(grid.population, grid.tidal_population, [Count(*given) for given in counts_of(grid.pk, version.pk, day)])
    terms = [(indicators[count.number], count, added) for count, added in load.waterfall()]
    waterfall = _bars(load.base, [(named(indicator), added) for indicator, _count, added in terms])
    return {"version": version, "load": load, "terms": terms, "waterfall": waterfall, "sensitivity": load.sensitivity()}


def _bars(base: float, terms: list[tuple[str, float]]) -> dict[str, Any]:
    """Bars that start where the one above ended."""
    before, rising = [0], base
    for _name, added in terms:
        before.append(round(rising))
        rising += added
    return {
        "kind": "bar",
        "across": True,
        "stack": True,
        "labels": [_("Base population"), *(name for name, _added in terms)],
        "series": [
            {"name": pgettext("workload", "before"), "values": before, "unseen": True},
            {"name": pgettext("workload", "added"), "values": [round(base), *(round(added) for _name, added in terms)]},
        ],
    }


def _work(person, grid: Grid, day) -> dict[str, Any]:
    """This month's dues with their progress, and what was logged last."""
    if not may(person, "task.view"):
        return {"dues": None, "logs": None}
    whole = reaches(person, "task.view", grid)
    items: dict[int, dict[str, Any]] = {}
    for item, needed, done, verified, due_on in about.dues(grid=grid.pk, day=day, month=day.replace(day=1)) if whole else ():
        row = items.setdefault(item, {"needed": 0, "done": 0, "verified": 0, "late": 0})
        row["needed"] += needed
        row["done"] += done
        row["verified"] += verified
        row["late"] += due_on < day and done < needed
    for item in about.items(keys=list(items)):
        items[item.pk]["item"] = item
    return {"dues": list(items.values()), "logs": about.logs(LATEST, grid=grid.pk) if whole else _own_logs(person, grid)}


def _own_logs(person, grid: Grid) -> list[TaskLog]:
    """What is seen of a grid that one no longer reaches: one's own logs."""
    logs = TaskLog.objects.visible_to(person).filter(grid=grid).order_by("-done_on", "-pk")
    keys = list(logs.values_list("pk", flat=True)[:LATEST])
    return sorted(about.logs_in_full(keys=keys), key=lambda log: keys.index(log.pk))


def grid_assign(request, pk: int) -> HttpResponse:
    """GET shows who holds the grid and the form; POST gives it an officer from a day."""
    grid = get_object_or_404(Grid.objects.reachable_by(request.user, "grid.assign").select_related("station", "squad"), pk=pk)
    form = AssignForm(request.POST or None, grid=grid)
    if request.method == "POST" and form.is_valid() and _assigned(request, grid, form):
        return redirect("grids:grid_detail", pk=pk)
    held = Assignment.objects.filter(grid=grid).overlapping(request.user.standing.day, None).select_related("person")
    context = {
        "grid": grid,
        "form": form,
        "held": held.order_by("kind", "starts"),
        "breadcrumbs": [
            (_("Grids"), reverse("grids:grid_list")),
            (named(grid), reverse("grids:grid_detail", kwargs={"pk": pk})),
            (_("Assign an officer"), None),
        ],
    }
    return answer(request, "grids/grid_assign.html", context)


def _assigned(request, grid: Grid, form: AssignForm) -> bool:
    given = form.cleaned_data
    rows, refused = assign(Grid.objects.filter(pk=grid.pk), actor=request.user, at=timezone.now(), **given)
    for refusal in refused:
        form.add_error(None, refusal.reason)
    if rows:
        words = _("%(person)s is %(kind)s of %(grid)s from %(day)s.")
        kind = AssignmentKind(given["kind"]).label
        messages.success(
            request, words % {"person": given["person"], "kind": kind, "grid": named(grid), "day": f"{given['starts']:%Y-%m-%d}"}
        )
    return bool(rows)


def assignment_end(request, pk: int) -> HttpResponse:
    """POST: end an assignment on a day."""
    row = get_object_or_404(Assignment.objects.reachable_by(request.user, "grid.assign"), pk=pk)
    form = EndForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose the first day on which the officer no longer holds the grid."))
        return redirect("grids:grid_detail", pk=row.grid_id)
    one = Assignment.objects.filter(pk=pk)
    try:
        with transaction.atomic():
            hold(one, request.POST.get("version"), form.cleaned_data)
            _ended, refused = end(one, actor=request.user, at=timezone.now(), **form.cleaned_data)
    except Overtaken as newer:
        return newer.page(request, reverse("grids:grid_detail", kwargs={"pk": row.grid_id}))
    for refusal in refused:
        messages.error(request, refusal.reason)
    if not refused:
        messages.success(request, _("The assignment ends; the history keeps it."))
    return redirect("grids:grid_detail", pk=row.grid_id)
