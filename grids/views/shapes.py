"""Grids as shapes for a map: the polygons of their communities."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import Any

from django.utils.translation import get_language

from grids.models import GridCommunity
from haidian_policing.organisation.querysets import valid_on

# Units of a packed outline to a degree: about a metre.
SCALE = 100_000


def english() -> bool:
    return get_language() == "en"


def polygons_of(grids: Iterable[int], day: date) -> dict[int, list]:
    """The polygons of each grid's communities on the day, as GeoJSON coordinates; one statement."""
    polygons: dict[int, list] = defaultdict(list)
    parts = GridCommunity.objects.filter(valid_on(day), grid__in=list(grids))
    for grid, polygon in parts.values_list("grid", "community__polygon"):
        if polygon:
            polygons[grid].append(polygon)
    return polygons


def shape_of(grid, polygons: list) -> dict[str, Any]:
    """One grid for a small map of its own, from the polygons of its communities."""
    outline = {"type": "MultiPolygon", "coordinates": polygons}
    name = grid.name_en if english() and grid.name_en else grid.name
    return {"shapes": [{"id": grid.pk, "label": name, "value": None, "polygon": outline}], "unit": ""}


def packed(polygons: Iterable[list]) -> list[list[list[int]]]:
    """Polygons as rings of whole numbers, [x, y, dx, dy, …] in hundred-thousandths of a degree: a fifth of their length as GeoJSON."""
    return [[list(_steps(ring)) for ring in polygon] for polygon in polygons]


def _steps(ring: list) -> Iterator[int]:
    places = [(round(x * SCALE), round(y * SCALE)) for x, y in ring]
    yield from places[0]
    for (x, y), (next_x, next_y) in pairwise(places):
        if (x, y) != (next_x, next_y):
            yield next_x - x
            yield next_y - y
