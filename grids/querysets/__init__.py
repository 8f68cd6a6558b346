"""Reads of the grids; `own_grids` is what other apps build their own reach on."""

from grids.querysets.holders import AssignmentQuerySet, RoadChiefQuerySet, own_grids, reaches
from grids.querysets.places import GridQuerySet

__all__ = ["AssignmentQuerySet", "GridQuerySet", "RoadChiefQuerySet", "own_grids", "reaches"]
