"""Grids as shapes for a map: the polygons of their communities."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import get_language, pgettext

from grids.models import GridCommunity
from haidian_policing.organisation.querysets import valid_on

# Units of a packed outline to a degree: about a metre.
SCALE = 100_000


def english() -> bool:
    return get_language() == "en"


def outlines_of(grids: Iterable[int], day: date) -> dict[int, list]:
    """The packed outlines of each grid's communities on the day; one statement. Outlines hardly ever change: each is packed once."""
    outlines: dict[int, list] = defaultdict(list)
    parts = GridCommunity.objects.filter(valid_on(day), grid__in=list(grids))
    for grid, polygon in parts.values_list("grid", Cast("community__polygon", TextField())):
        if outline := _outline(polygon):
            outlines[grid].append(outline)
    return outlines


@lru_cache(maxsize=4096)
def _outline(polygon: str) -> list[list[int]]:
    return packed(json.loads(polygon))


def shape_of(grid, polygons: list, around: Iterable = ()) -> dict[str, Any]:
    """One grid for a small map of its own, from the polygons of its communities, with the communities around it."""
    beside = [_shape(place, [place.polygon], pgettext("map", " Community")) | {"beside": True} for place in around]
    return {"shapes": [*beside, _shape(grid, polygons)], "unit": ""}


def _shape(thing, polygons: list, ending: str = "") -> dict[str, Any]:
    name = thing.name_en if english() and thing.name_en else thing.name
    return {"id": thing.pk, "label": name.removesuffix(ending), "value": None, "polygon": {"type": "MultiPolygon", "coordinates": polygons}}


def packed(polygon: list) -> list[list[int]]:
    """A polygon as rings of whole numbers, [x, y, dx, dy, …] in hundred-thousandths of a degree: a fifth of its length as GeoJSON."""
    return [list(_steps(ring)) for ring in polygon]


def _steps(ring: list) -> Iterator[int]:
    places = [(round(x * SCALE), round(y * SCALE)) for x, y in ring]
    yield from places[0]
    for (x, y), (next_x, next_y) in pairwise(places):
        if (x, y) != (next_x, next_y):
            yield next_x - x
            yield next_y - y
