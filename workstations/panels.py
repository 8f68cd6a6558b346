"""What the workstations show: on home pages the clerk's queue and the figures of the day, on a grid's page its sites."""

from collections.abc import Iterable

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from grids.panels import GridLayer, GridPanel
from haidian_policing.access.alike import alike
from haidian_policing.access.standing import may
from haidian_policing.notes.registry import Subject
from haidian_policing.pages.home import Figure, HomePanel
from workstations.models import Site
from workstations.querysets import NO_FIGURES
from workstations.sets import figures, queue_of_day
from workstations.visits import TONES


def queue_of(person, at) -> dict | None:
    """The queue of the clerk's site; None where his station has none in operation."""
    site = Site.objects.reachable_by(person, "visit.record").serving().first()
    if site is None:
        return None
    day = timezone.localdate(at)
    counts = figures([site.pk], day)[site.pk]
    queue = queue_of_day(10, site=site.pk, day=day)
    return {"site": site, "queue": queue, "tones": TONES, "figures": _figures(counts, day, f"&site={site.pk}")}


def day_of(person, at) -> dict | None:
    """Today's figures of every site in reach; None for clerks, who have their queue, and where nothing is in operation."""
    rows = [] if may(person, "visit.record") else _with_figures(serving.rows(person), at)
    if not rows:
        return None
    day = timezone.localdate(at)
    total = {name: sum(counts[name] for _site, counts in rows) for name in NO_FIGURES}
    return {"rows": rows, "figures": _figures(total, day)}


def sites_of(person, grid, at) -> dict | None:
    """The workstations of a grid, in whatever stage; None where it has none."""
    rows = _with_figures(in_grid.rows(person, grid=grid.pk), at)
    return {"rows": rows} if rows else None


@alike
def serving(person):
    return Site.objects.visible_to(person).serving().select_related("station")


@alike
def in_grid(person, *, grid: int):
    return Site.objects.visible_to(person).filter(grid_id=grid).select_related("station")


def _with_figures(sites: list[Site], at) -> list[tuple[Site, dict[str, int]]]:
    """Each site with its figures of the day, in one statement."""
    counts = figures([site.pk for site in sites], timezone.localdate(at))
    return [(site, counts[site.pk]) for site in sites]


def _figures(counts: dict[str, int], day, more: str = "") -> list[Figure]:
    href = f"{reverse('workstations:visit_list')}?since={day}&until={day}{more}&state="
    return [
        Figure(_("Waiting now"), counts["waiting"], f"{href}waiting", tone="warn"),
        Figure(_("Served today"), counts["served"], f"{href}served"),
    ]


HOME = (
    HomePanel(
        "queue",
        gettext_lazy("Window queue"),
        "visit.record",
        "workstations/home_queue.html",
        queue_of,
        first_for=frozenset({"window_clerk"}),
        order=60,
        icon="ticket",
    ),
    HomePanel(
        "visits",
        gettext_lazy("Workstations today"),
        "visit.view",
        "workstations/home_sites.html",
        day_of,
        order=70,
        icon="building",
        beside=True,
    ),
)

GRID_PANELS = (GridPanel("sites", gettext_lazy("Workstations"), "visit.view", "workstations/home_sites.html", sites_of, order=60),)


def serving_sites(person, rows: Iterable[dict], at) -> dict[int, int]:
    """How many workstations in operation lie in each grid."""
    counted = dict(Site.objects.visible_to(person).serving().order_by().values_list("grid").annotate(Count("pk")))
    return {row["pk"]: counted.get(row["pk"], 0) for row in rows}


GRID_LAYERS = (GridLayer("sites", pgettext_lazy("map", "Workstations"), "visit.view", serving_sites, kind="count", order=65),)
SUBJECTS = (Subject("site", gettext_lazy("Workstation"), Site, "workstations:site_detail", history=lambda site: [site]),)
