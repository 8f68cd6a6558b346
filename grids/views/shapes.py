"""Grids as shapes for a map: the polygons of their communities, with one number each."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from grids.models import GridCommunity
from haidian_policing.organisation.querysets import valid_on

PEOPLE = pgettext_lazy("unit", "people")
MEASURES = {
    "index": (_("Workload index"), PEOPLE),
    "population": (_("Actual population"), PEOPLE),
    "tidal_population": (_("Tidal population"), PEOPLE),
    "complexity": (_("Public-order complexity"), ""),
    "hazards": (_("Hazards"), ""),
    "population_difficulty": (_("Difficulty of population management"), ""),
}


def english() -> bool:
    return get_language() == "en"


def shapes_of(rows: Iterable[dict[str, Any]], by: str, day: date) -> dict[str, Any]:
    """{"shapes": [{id, label, value, polygon}], "unit"} of rows with pk, name, name_en and the number `by`; two statements at most."""
    rows = list(rows)
    polygons: dict[int, list] = defaultdict(list)
    parts = GridCommunity.objects.filter(valid_on(day), grid__in=[row["pk"] for row in rows])
    for grid, polygon in parts.values_list("grid", "community__polygon"):
        polygons[grid].append(polygon)
    name = "name_en" if english() else "name"
    shapes = [
        {
            "id": row["pk"],
            "label": row[name] or row["name"],
            "value": None if row[by] is None else round(row[by]),
            "polygon": {"type": "MultiPolygon", "coordinates": polygons[row["pk"]]},
        }
        for row in rows
    ]
    return {"shapes": shapes, "unit": str(MEASURES[by][1])}
