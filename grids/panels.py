"""What is shown about a given grid and on the map of grids, put together from all floors, and what the grids show on home pages.

A higher app adds a part to the page of a grid by GRID_PANELS and a layer to the map by GRID_LAYERS in its own `panels` room.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.models import Assignment, Grid, TaskDue, TaskLog, TaskLogPhoto
from grids.querysets import own_grids
from grids.sets.about import logs_in_full, to_do
from haidian_policing.access.alike import alike
from haidian_policing.access.standing import may
from haidian_policing.notes.registry import Subject, offered
from haidian_policing.notices.registry import Reminder
from haidian_policing.pages.home import Figure, HomePanel
from haidian_policing.pages.sets import totals_and_first
from haidian_policing.rooms import declared

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


@dataclass(frozen=True)
class GridLayer:
    """One number a grid on the map. build(person, rows, at) gives it by the key of the grid; rows have pk, index, lead_name and the like.

    kind: amount (classes of about as many grids each), count (nought apart), rating (1 to 5), lack (1 where something is missing),
    unit (the key of the station: areas, not amounts). tone: warm where a high number is a worry.
    """

    code: str
    label: "StrOrPromise"
    may: str
    build: Callable[..., Mapping[int, float | None]]
    kind: str = "amount"
    unit: "StrOrPromise" = ""
    tone: str = ""
    order: int = 50


def grid_panels() -> list[GridPanel]:
    """Declared by the apps in their `panels` rooms, in the order that they ask for."""
    return sorted(declared("GRID_PANELS", "panels"), key=lambda panel: panel.order)


def grid_layers(person) -> list[GridLayer]:
    """Those that a person may see: the grids' own and those that higher floors declare, in the order that they ask for."""
    found = (*LAYERS, *declared("GRID_LAYERS", "panels"))
    return sorted((layer for layer in found if may(person, layer.may)), key=lambda layer: layer.order)


def panels_about(person, grid: Grid, at) -> list[tuple[GridPanel, dict[str, Any]]]:
    shown = ((panel, panel.build(person, grid, at)) for panel in grid_panels() if may(person, panel.may))
    return [(panel, context) for panel, context in shown if context is not None]


def my_dues(person, at) -> dict[str, Any] | None:
    """The officer's first look: what is due today, this week, and left over."""
    if not own_grids(person):
        return None
    groups = to_do(person, timezone.localdate(at))
    href = reverse("grids:my_tasks")
    figures = [
        Figure(_("Due today"), len(groups["today"]), href + "#today"),
        Figure(_("Due this week"), len(groups["week"]), href + "#week"),
        Figure(_("Overdue tasks"), len(groups["overdue"]), href + "#overdue", tone="bad"),
    ]
    return {"figures": figures, "rows": [*groups["overdue"][:3], *groups["today"], *groups["week"]][:8], "href": href}


def my_queue(person, at) -> dict[str, Any] | None:
    """The captain's: logs that wait for him."""
    counted, keys = totals_and_first({"logs": awaiting.sql(person)}, {"logs"}, "done_on", 6)
    figures = [Figure(_("Logs to verify"), counted["logs"], reverse("grids:verification"), tone="warn")]
    rows = sorted(logs_in_full(keys=keys), key=lambda log: keys.index(log.pk))
    return {"figures": figures, "rows": rows, "count": counted["logs"]}


@alike
def awaiting(person):
    """The keys and days of the logs that wait for somebody's judgement."""
    return TaskLog.objects.reachable_by(person, "task.verify").awaiting().not_by(person).order_by().values("pk", "done_on")


def unled(person, at) -> dict[str, Any] | None:
    """The administrator's: grids without lead officer."""
    grids = Grid.objects.reachable_by(person, "grid.assign").without_lead(timezone.localdate(at))
    figures = [Figure(_("Grids without lead officer"), grids.count(), reverse("grids:grid_list") + "?lead=none", tone="bad")]
    return {"figures": figures, "rows": grids.select_related("station").in_official_order()[:8]}


HOME = (
    HomePanel("dues", _("Due on my grid"), "task.log", "grids/home_dues.html", my_dues, frozenset({"officer", "aide"}), 10, "list-check"),
    HomePanel(
        "logs", _("Task logs to verify"), "task.verify", "grids/home_logs.html", my_queue, frozenset({"captain", "deputy_captain"}), 20
    ),
    HomePanel("grids", _("Grids without lead officer"), "grid.assign", "grids/home_grids.html", unled, frozenset({"system_admin"}), 30),
)


def column(name: str) -> Callable[..., dict[int, float | None]]:
    """A layer that stands in the rows already."""
    return lambda person, rows, at: {row["pk"]: row[name] for row in rows}


def per_officer(person, rows: Iterable[dict[str, Any]], at) -> dict[int, float | None]:
    """The workload index by whoever shares it on the day: lead officer, assistants and who acts for them."""
    held = Assignment.objects.on(timezone.localdate(at)).filter(grid__in=[row["pk"] for row in rows]).order_by()
    hands = dict(held.values_list("grid").annotate(Count("person", distinct=True)))
    return {row["pk"]: row["index"] / hands[row["pk"]] if row["index"] is not None and row["pk"] in hands else None for row in rows}


def without_lead(person, rows: Iterable[dict[str, Any]], at) -> dict[int, float]:
    return {row["pk"]: int(row["lead_name"] is None) for row in rows}


PEOPLE = pgettext_lazy("unit", "people")
LAYERS = (
    GridLayer("index", _("Workload index"), "grid.view", column("index"), unit=PEOPLE, order=10),
    GridLayer("per_officer", _("Workload per officer"), "grid.view", per_officer, unit=PEOPLE, order=20),
    GridLayer("lead", _("Lead officer missing"), "grid.view", without_lead, kind="lack", tone="warm", order=50),
    GridLayer("station", _("Areas of the stations"), "grid.view", column("station"), kind="unit", order=60),
    GridLayer("population", _("Actual population"), "grid.view", column("population"), unit=PEOPLE, order=70),
    GridLayer("tidal_population", _("Tidal population"), "grid.view", column("tidal_population"), unit=PEOPLE, order=80),
    GridLayer("complexity", _("Public-order complexity"), "grid.view", column("complexity"), kind="rating", order=90),
    GridLayer("hazards", _("Hazards"), "grid.view", column("hazards"), kind="rating", order=91),
    GridLayer(
        "population_difficulty",
        _("Difficulty of population management"),
        "grid.view",
        column("population_difficulty"),
        kind="rating",
        order=92,
    ),
)


def rows_of(grid: Grid) -> list:
    """The grid, who held it, and the communities that make it up."""
    return [grid, *grid.assignments.all(), *grid.parts.all()]


SUBJECTS = (
    Subject(
        "grid",
        _("Grid"),
        Grid,
        "grids:grid_detail",
        texts=lambda person, _grid: offered(person, "grid"),
        history=rows_of,
        events={"given": _("Given to an officer")},
    ),
    Subject("log", _("Task log"), TaskLog, "grids:log_detail", photos=(TaskLogPhoto, "log"), units=()),
)


def due_today(at, people) -> dict[int, int]:
    """Tasks that fall due today and are not done, by officer."""
    dues = TaskDue.objects.filter(due_on=timezone.localdate(at), officer__isnull=False).undone()
    mine = dues if people is None else dues.filter(officer__in=people)
    return dict(Counter(mine.order_by().values_list("officer", flat=True)))


REMINDERS = (Reminder("dues", _("Tasks due today: %(count)s"), due_today, "grids:my_tasks"),)
