"""The map of the district: every grid in reach as a shape, its layers, and the list beside it."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grids.filters import MapFilter
from grids.models import Grid
from grids.panels import grid_layers
from grids.views.shapes import english, outlines_of
from haidian_policing.pages.responses import answer

COLUMNS = (
    "pk", "code", "name", "name_en", "initials", "station", "station__short_name", "station__name_en",
    "street", "street__short_name", "street__name_en", "population", "tidal_population", "complexity", "hazards",
    "population_difficulty", "index", "lead_name", "lead_number",
)  # fmt: skip


def grid_map(request) -> HttpResponse:
    day = request.user.standing.day
    asked = MapFilter(request.GET, queryset=Grid.objects.visible_to(request.user).on(day).with_lead(day).with_index(day), request=request)
    rows = list(asked.qs.in_official_order().values(*COLUMNS))
    layers = _layers(request.user, rows)
    shown = next((layer for layer in layers if layer["code"] == request.GET.get("by")), layers[0])
    chosen = request.GET.get("grid", "")
    context = {
        "form": asked.form,
        "rows": [_named(row) for row in rows],
        "layers": layers,
        "shown": shown,
        "data": _data(rows, day) | {"layers": layers, "by": shown["code"], "chosen": chosen if chosen.isdecimal() else None},
        "breadcrumbs": [(_("Grids"), reverse("grids:grid_list")), (_("Map"), None)],
    }
    return answer(request, "grids/grid_map.html", context)


def _layers(person, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each layer with its numbers in the order of the rows; whole numbers, None where there is none."""
    at, found = timezone.now(), []
    for layer in grid_layers(person):
        values = layer.build(person, rows, at)
        numbers = [None if (value := values.get(row["pk"])) is None else round(value) for row in rows]
        words = {"label": str(layer.label), "unit": str(layer.unit)}
        found.append({"code": layer.code, "kind": layer.kind, "tone": layer.tone, "values": numbers} | words)
    return found


def _named(row: dict[str, Any]) -> dict[str, Any]:
    """A row with the names that the page shows, and the words by which its search finds it."""
    if english():
        names = row["name_en"] or row["name"], row["station__name_en"].removesuffix(" Police Station"), row["street__name_en"]
    else:
        names = row["name"], row["station__short_name"], row["street__short_name"]
    row["shown"], row["station_name"], row["street_name"] = names
    row["find"] = " ".join(filter(None, (row["code"], row["name"], row["name_en"], row["initials"], row["lead_name"]))).lower()
    return row


def _data(rows: list[dict[str, Any]], day) -> dict[str, Any]:
    """What the script draws: packed outlines in the order of the rows, keys of stations and streets, and where a grid's page is."""
    outlines = outlines_of((row["pk"] for row in rows), day)
    return {
        "grids": [[row["pk"], row["station"], row["street"], outlines[row["pk"]]] for row in rows],
        "page": reverse("grids:grid_list"),
    }
