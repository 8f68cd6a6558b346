"""Starting content: sixteen indicators of equal weight and the task list, as version 1, awaiting approval."""

from datetime import datetime

from django.db import transaction

from grids import defaults
from grids.choices import CatalogueKind
from grids.models import CatalogueVersion, Indicator, IndicatorWeight, TaskCategory, TaskEntry, TaskItem


@transaction.atomic
def seed(at: datetime) -> int:
    """Put version 1 of both catalogues in place where there is none; how many rows were written."""
    known = set(CatalogueVersion.objects.values_list("kind", flat=True))
    return sum(write(at) for kind, write in ((CatalogueKind.INDICATORS, indicators), (CatalogueKind.TASKS, tasks)) if kind not in known)


def indicators(at: datetime) -> int:
    version = CatalogueVersion.objects.create(kind=CatalogueKind.INDICATORS, number=1, drafted_at=at)
    rows = [Indicator(**row | {"about_people": row["about_people"] == "yes"}) for row in defaults.indicators()]
    Indicator.objects.bulk_create(rows)
    IndicatorWeight.objects.bulk_create(IndicatorWeight(version=version, indicator=row, weight=1 / len(rows)) for row in rows)
    return 2 * len(rows) + 1


def tasks(at: datetime) -> int:
    version = CatalogueVersion.objects.create(kind=CatalogueKind.TASKS, number=1, drafted_at=at)
    categories = {row["code"]: TaskCategory(version=version, order=order, **row) for order, row in enumerate(defaults.task_categories(), 1)}
    TaskCategory.objects.bulk_create(categories.values())
    items = {row["code"]: _item(order, row, categories) for order, row in enumerate(defaults.task_items(), 1)}
    TaskItem.objects.bulk_create(items.values())
    entries = [TaskEntry(order=order, **row | {"item": items[row["item"]]}) for order, row in enumerate(defaults.task_entries(), 1)]
    TaskEntry.objects.bulk_create(entries)
    return 1 + len(categories) + len(items) + len(entries)


def _item(order: int, row: dict[str, str], categories: dict[str, TaskCategory]) -> TaskItem:
    return TaskItem(order=order, code=row["code"], name=row["name"], name_en=row["name_en"], category=categories[row["category"]])
