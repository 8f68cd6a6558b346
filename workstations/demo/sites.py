"""Demonstration: the sites of the stations that are there, each in its stage; at least two of them run."""

from datetime import date, timedelta

from grids.models import Grid
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Unit
from haidian_policing.organisation.pinyin import initials
from workstations import defaults
from workstations.choices import SiteStage
from workstations.models import Service, Site

LEAST_RUNNING = 2
WINDOWS = 2
READINESS = ("running", "building", "chosen")


def load(world: World) -> list[Site]:
    """Write the sites; returns those in operation."""
    stations = {unit.name: unit for unit in Unit.objects.of_kind("station")}
    grids: dict[int, list[Grid]] = {}
    for grid in Grid.objects.order_by("code"):
        grids.setdefault(grid.station_id, []).append(grid)
    rows = [row for row in defaults.sites() if row["station"] in stations and stations[row["station"]].pk in grids]
    opened = _running(rows)
    made = [_site(row, stations[row["station"]], grids[stations[row["station"]].pk], row["order"] in opened, world) for row in rows]
    Site.objects.bulk_create(made)
    running = [site for site in made if site.stage == SiteStage.RUNNING]
    _offer(running)
    return running


def _running(rows: list[dict[str, str]]) -> set[str]:
    """Those that run according to the list, and where they are fewer than two the next most advanced."""
    by_readiness = sorted(rows, key=lambda row: READINESS.index(row["state"]))
    named = sum(row["state"] == "running" for row in rows)
    return {row["order"] for row in by_readiness[: max(LEAST_RUNNING, named)]}


def _site(row: dict[str, str], station: Unit, grids: list[Grid], runs: bool, world: World) -> Site:
    grid = next((grid for grid in grids if row["short_name"] in grid.name), grids[int(row["order"]) % len(grids)])
    return Site(
        code=f"W{int(row['order']):02}",
        name=row["name"],
        name_en=row["name_en"],
        initials=initials(row["short_name"]),
        station=station,
        street_id=grid.street_id,
        grid=grid,
        stage=SiteStage.RUNNING if runs else row["state"],
        opened_on=_opened(row, world.first_day) if runs else None,
        windows=WINDOWS,
    )


def _opened(row: dict[str, str], first_day: date) -> date:
    return (first_day - timedelta(days=120 + 11 * int(row["order"]))).replace(day=1)


def _offer(running: list[Site]) -> None:
    """A site in operation offers the whole catalogue."""
    services = list(Service.objects.values_list("pk", flat=True))
    through = Site.services.through
    through.objects.bulk_create(through(site_id=site.pk, service_id=service) for site in running for service in services)
