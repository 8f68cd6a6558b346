"""Places, who holds them, the versioned catalogues, and the tasks."""

from grids.models.catalogue import (
    CatalogueVersion,
    Indicator,
    IndicatorCap,
    IndicatorValue,
    IndicatorWeight,
    TaskCategory,
    TaskEntry,
    TaskItem,
    WorkloadIndex,
)
from grids.models.holders import Assignment, RoadChief
from grids.models.places import Community, Grid, GridCommunity
from grids.models.tasks import Suspension, TaskDue, TaskLog, TaskLogEvent, TaskLogPhoto

__all__ = [
    "Assignment",
    "CatalogueVersion",
    "Community",
    "Grid",
    "GridCommunity",
    "Indicator",
    "IndicatorCap",
    "IndicatorValue",
    "IndicatorWeight",
    "RoadChief",
    "Suspension",
    "TaskCategory",
    "TaskDue",
    "TaskEntry",
    "TaskItem",
    "TaskLog",
    "TaskLogEvent",
    "TaskLogPhoto",
    "WorkloadIndex",
]
