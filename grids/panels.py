"""What is shown about a given grid, put together from all floors, and what the grids show on people's home pages.

A higher app adds a part to the page of a grid by GRID_PANELS in its own `panels` room.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.models import Grid, TaskDue, TaskLog
from haidian_policing.access.standing import may
from haidian_policing.pages.home import Figure, HomePanel

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class GridPanel:
    """A part of a grid's page. may: who sees it; build(person, grid, at) gives what `template` draws as `context`, or None."""

    code: str
    title: "StrOrPromise"
    may: str
    template: str
    build: Callable[..., dict[str, Any] | None]
    order: int = 50


def grid_panels() -> list[GridPanel]:
    """Declared by the apps in their `panels` rooms, in the order that they ask for."""
    return sorted(_declared(), key=lambda panel: panel.order)


def _declared() -> Iterator[GridPanel]:
    for config in apps.get_app_configs():
        if config.name != __name__.split(".")[0] and find_spec(f"{config.name}.panels"):
            yield from getattr(import_module(f"{config.name}.panels"), "GRID_PANELS", ())


def panels_about(person, grid: Grid, at) -> list[tuple[GridPanel, dict[str, Any]]]:
    shown = ((panel, panel.build(person, grid, at)) for panel in grid_panels() if may(person, panel.may))
    return [(panel, context) for panel, context in shown if context is not None]


def my_dues(person, at) -> dict[str, Any] | None:
    """The officer's first look: what is due today, this week, and left over."""
    day = timezone.localdate(at)
    groups = TaskDue.objects.grouped(person, day)
    if not any(groups.values()) and not Grid.objects.filter(assignments__in=held(person)).exists():
        return None
    href = reverse("grids:my_tasks")
    figures = [
        Figure(_("Due today"), len(groups["today"]), href + "#today"),
        Figure(_("Due this week"), len(groups["week"]), href + "#week"),
        Figure(_("Overdue tasks"), len(groups["overdue"]), href + "#overdue", tone="bad"),
    ]
    return {"figures": figures, "rows": [*groups["overdue"][:3], *groups["today"], *groups["week"]][:8], "href": href}


def held(person):
    return Grid._meta.get_field("assignments").related_model.objects.held_by(person.standing)


def my_queue(person, at) -> dict[str, Any] | None:
    """The captain's: logs that wait for him."""
    waiting = TaskLog.objects.reachable_by(person, "task.verify").awaiting().not_by(person)
    count = waiting.count()
    figures = [Figure(_("Logs to verify"), count, reverse("grids:verification"), tone="warn")]
    rows = waiting.select_related("entry", "grid", "officer").order_by("done_on", "pk")[:6]
    return {"figures": figures, "rows": rows, "count": count}


def unled(person, at) -> dict[str, Any] | None:
    """The administrator's: grids without lead officer."""
    grids = Grid.objects.reachable_by(person, "grid.assign").without_lead(timezone.localdate(at))
    figures = [Figure(_("Grids without lead officer"), grids.count(), reverse("grids:grid_list") + "?lead=none", tone="bad")]
    return {"figures": figures, "rows": grids.select_related("station").in_official_order()[:8]}


HOME = (
    HomePanel(
        "dues", _("What is due on my grid"), "task.log", "grids/home_dues.html", my_dues, frozenset({"officer", "aide"}), 10, "list-check"
    ),
    HomePanel(
        "logs", _("Task logs to verify"), "task.verify", "grids/home_logs.html", my_queue, frozenset({"captain", "deputy_captain"}), 20
    ),
    HomePanel("grids", _("Grids without lead officer"), "grid.assign", "grids/home_grids.html", unled, frozenset({"system_admin"}), 30),
)
