"""Starting content of the grids: the correction indicators and the task list, and what a month of it takes."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from haidian_policing.organisation.defaults import document, rows

HERE = __name__
# How often a period of each frequency comes round in a month of 21 working days; what is done on demand cannot be planned.
PER_MONTH = {
    "daily": Fraction(21),
    "weekly": Fraction(52, 12),
    "monthly": Fraction(1),
    "quarterly": Fraction(1, 3),
    "yearly": Fraction(1, 12),
    "on_demand": Fraction(0),
}
# 21 days of 8 hours, of which three fifths are left for the grid after duty, leave and meetings.
AVAILABLE_MINUTES = 21 * 8 * 60 * 60 // 100


def indicators() -> list[dict[str, str]]:
    """The sixteen correction indicators; `about_people` says whose counts below five are shown as "<5"."""
    return rows(HERE, "indicators.csv")


def task_categories() -> list[dict[str, str]]:
    """The six categories of the task list."""
    return rows(HERE, "task_categories.csv")


def task_items() -> list[dict[str, str]]:
    """The eighteen items of the task list."""
    return rows(HERE, "task_items.csv")


def task_entries() -> list[dict[str, str]]:
    """The seventy-three entries of the task list; `times` is per period of the frequency, `minutes` per time."""
    return rows(HERE, "task_entries.csv")


def trunk_roads() -> list[dict[str, str]]:
    """Two expressways or trunk roads of each street, for the demonstration's chiefs."""
    return rows(HERE, "trunk_roads.csv")


def monthly_minutes(entries: Iterable[dict[str, str]]) -> int:
    """Standard minutes that one grid's entries take in a month, rounded up."""
    total = sum((PER_MONTH[entry["frequency"]] * int(entry["times"]) * int(entry["minutes"]) for entry in entries), Fraction(0))
    return -(-total.numerator // total.denominator)


def demo_texts() -> dict[str, Any]:
    """Notes that invented task logs are written with: by item, and what a captain writes when he verifies or returns one."""
    return document(HERE, "demo_texts.json")
