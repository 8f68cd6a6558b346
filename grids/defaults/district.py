"""A map of the district for demonstration: streets by weighted Voronoi around their centres, each divided into its communities."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from shapely import Geometry, MultiPoint, Point, Polygon, STRtree, contains_xy, unary_union, voronoi_polygons
from shapely.ops import polygonize

from haidian_policing.organisation.defaults import communities, outline, streets

Array = NDArray[np.float64]
Place = tuple[float, float]
Edges = dict[frozenset[Place], list[int]]
# Kilometres a degree of longitude and latitude at 40° north: flat enough for a district 30 km wide.
KM = np.array([85.39, 111.03])
GRID = 1e-6
SAMPLES = 12_000
WIGGLE = 0.07


def district(seed: int) -> list[dict[str, Any]]:
    """Communities as {street, name, kind, polygon (GeoJSON coordinates), centroid, area_km2, neighbours}; same seed, same map."""
    rng = np.random.default_rng(seed)
    ring = np.array(outline()) * KM
    shapes = _street_shapes(Polygon(ring), rng)
    named = defaultdict(list)
    for community in communities():
        named[community["street"]].append(community)
    cells, owners = [], []
    for street, shape in shapes.items():
        cells += _divided(shape, len(named[street]), rng)
        owners += named[street]
    faces = _faces(cells)
    edges = _edges(faces)
    return [_described(owner, face, edges, owners, seed) for owner, face in zip(owners, faces, strict=True)]


def street_polygons(cells: list[dict[str, Any]]) -> dict[str, Any]:
    """GeoJSON coordinates of each street of a district: what its communities cover together."""
    parts = defaultdict(list)
    for cell in cells:
        parts[cell["street"]].append(Polygon(cell["polygon"][0], cell["polygon"][1:]))
    return {street: _coordinates(unary_union(shapes)) for street, shapes in parts.items()}


def _sampled(shape: Geometry, rng: np.random.Generator, size: int) -> Array:
    west, south, east, north = shape.bounds
    points = rng.uniform((west, south), (east, north), (size * 4, 2))
    return points[contains_xy(shape, points[:, 0], points[:, 1])][:size]


def _street_shapes(whole: Polygon, rng: np.random.Generator) -> dict[str, Polygon]:
    """Power diagram whose weights are moved until every street has about its share of the area."""
    rows = streets()
    centres = np.array([[float(row["lon"]), float(row["lat"])] for row in rows]) * KM
    share = np.array([float(row["area_km2"]) for row in rows])
    share *= whole.area / share.sum()
    points = _sampled(whole, rng, SAMPLES)
    distance = ((points[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    weights = np.zeros(len(rows))
    for turn in range(400):
        area = np.bincount((distance - weights).argmin(axis=1), minlength=len(rows)) * whole.area / len(points)
        weights += (share - area) * (0.25 if turn < 200 else 0.05)
    return {row["name"]: _power_cell(whole, centres, weights, index) for index, row in enumerate(rows)}


def _power_cell(whole: Polygon, centres: Array, weights: Array, index: int) -> Polygon:
    cell: Geometry = whole
    for other in range(len(centres)):
        if other != index:
            cell = cell.intersection(_half_plane(centres[index], centres[other], weights[index] - weights[other]))
    return max(getattr(cell, "geoms", [cell]), key=lambda part: part.area)


def _half_plane(here: Array, there: Array, advantage: float) -> Polygon:
    """Everything nearer to `here`, whose squared distances are shortened by `advantage`: a square large enough to do as a plane."""
    across = there - here
    gap = float(np.hypot(*across))
    along = across / gap
    foot = here + along * (gap / 2 + advantage / (2 * gap))
    side = np.array([-along[1], along[0]]) * 200
    return Polygon([foot + side, foot - side, foot - side - along * 200, foot + side - along * 200])


def _divided(shape: Polygon, count: int, rng: np.random.Generator) -> list[Polygon]:
    """Cut a street into `count` cells of similar size (Lloyd), in the order of a walk from its western end."""
    points = _sampled(shape, rng, count * 60)
    sites = points[rng.choice(len(points), count, replace=False)]
    for _ in range(12):
        nearest = ((points[:, None, :] - sites[None, :, :]) ** 2).sum(axis=2).argmin(axis=1)
        sites = np.array([points[nearest == index].mean(axis=0) if (nearest == index).any() else site for index, site in enumerate(sites)])
    cells = [cell.intersection(shape) for cell in voronoi_polygons(MultiPoint(sites), extend_to=shape.buffer(1)).geoms]
    cells = [max(getattr(cell, "geoms", [cell]), key=lambda part: part.area) for cell in cells]
    return _walked(cells)


def _walked(cells: list[Polygon]) -> list[Polygon]:
    """Neighbours follow one another, so that 一里, 二里, 三里 lie side by side."""
    left = sorted(cells, key=lambda cell: cell.centroid.x)
    path = [left.pop(0)]
    while left:
        path.append(left.pop(min(range(len(left)), key=lambda index: left[index].centroid.distance(path[-1].centroid))))
    return path


def _faces(cells: list[Polygon]) -> list[Polygon]:
    """Node all borders on one grid of degrees, so that two neighbours share exactly the same points."""
    degrees = [Polygon(np.array(cell.exterior.coords) / KM) for cell in cells]
    faces = list(polygonize(unary_union([cell.exterior for cell in degrees], grid_size=GRID)))
    tree = STRtree(degrees)
    owned: dict[int, list[Polygon]] = defaultdict(list)
    for face in faces:
        owned[int(tree.nearest(face.representative_point()))].append(face)
    return [unary_union(owned[index]) for index in range(len(cells))]


def _edges(faces: list[Polygon]) -> Edges:
    edges: Edges = defaultdict(list)
    for index, face in enumerate(faces):
        for edge in _segments(face):
            edges[frozenset(edge)].append(index)
    return edges


def _segments(face: Polygon) -> Iterator[tuple[Place, Place]]:
    return pairwise([_rounded(place) for place in face.exterior.coords])


def _rounded(place: Any) -> Place:
    return round(float(place[0]), 6), round(float(place[1]), 6)


def _bent(start: Place, end: Place, seed: int, depth: int = 2) -> list[Place]:
    """The points from start up to but without end, bent a little and the same from both sides: borders on a map are seldom straight."""
    span = np.hypot(*((np.array(end) - np.array(start)) * KM))
    if depth == 0 or span < 0.15:
        return [start]
    low, high = sorted((start, end))
    swing = (crc32(f"{seed}{low}{high}".encode()) / 2**32 - 0.5) * 2 * WIGGLE
    across = (np.array(high) - np.array(low)) * KM
    middle = _rounded((np.array(low) + np.array(high)) / 2 + np.array([-across[1], across[0]]) * swing / KM)
    return _bent(start, middle, seed, depth - 1) + _bent(middle, end, seed, depth - 1)


def _described(owner: dict[str, str], face: Polygon, edges: Edges, owners: list[dict[str, str]], seed: int) -> dict[str, Any]:
    border = list(_segments(face))
    ring = [place for start, end in border for place in _bent(start, end, seed)]
    shape = Polygon([*ring, ring[0]])
    beside = {owners[index]["name"] for edge in border for index in edges[frozenset(edge)]} - {owner["name"]}
    inside: Point = shape.centroid if shape.contains(shape.centroid) else shape.representative_point()
    return {
        "street": owner["street"],
        "name": owner["name"],
        "kind": owner["kind"],
        "polygon": _coordinates(shape),
        "centroid": list(_rounded(inside.coords[0])),
        "area_km2": round(shape.area * float(KM.prod()), 4),
        "neighbours": sorted(beside),
    }


def _coordinates(shape: Polygon) -> list[list[list[float]]]:
    return [[list(_rounded(place)) for place in ring.coords] for ring in (shape.exterior, *shape.interiors)]
