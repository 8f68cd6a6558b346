"""Demonstration: the sites of the stations that are there, each in its stage; some opened within the months of life."""

from datetime import date, timedelta

from grids.models import Grid
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Unit
from haidian_policing.organisation.pinyin import initials
from workstations import defaults
from workstations.choices import SiteStage
from workstations.models import Service, Site

LEAST_RUNNING = 2
OPENED, BEGUN = 0.7, 0.4  # share of the sites being built that opened within a year, and of the chosen ones that are being built now
WINDOWS = 3
READINESS = ("running", "building", "chosen")


def load(world: World) -> list[Site]:
    """Write the sites; returns those in operation."""
    stations = {unit.name: unit for unit in Unit.objects.of_kind("station")}
    grids: dict[int, list[Grid]] = {}
    for grid in Grid.objects.order_by("code"):
        grids.setdefault(grid.station_id, []).append(grid)
    rows = [row for row in defaults.sites() if row["station"] in stations and stations[row["station"]].pk in grids]
    opened, begun = progress_of(rows, world)
    made = [
        _site(row, stations[row["station"]], grids[stations[row["station"]].pk], opened.get(row["order"]), row["order"] in begun)
        for row in rows
    ]
    Site.objects.bulk_create(made)
    running = [site for site in made if site.stage == SiteStage.RUNNING]
    _offer(running)
    return running


def progress_of(rows: list[dict[str, str]], world: World) -> tuple[dict[str, date], set[str]]:
    """(when each that runs opened, which of the chosen are being built): the list is how things stood when the months of life began."""
    stages = {stage: [row["order"] for row in rows if row["state"] == stage] for stage in READINESS}
    opened = {order: (world.first_day - timedelta(days=120 + 11 * int(order))).replace(day=1) for order in stages["running"]}
    waiting = _one_a_station([row for stage in READINESS for row in rows if row["state"] == stage])
    least = LEAST_RUNNING - len(opened)
    fresh = waiting[: max(round(OPENED * len(stages["building"])), least)]
    days = (world.today - world.first_day).days
    opened |= {order: world.first_day + timedelta(days=days * place // len(fresh)) for place, order in enumerate(fresh)}
    chosen = [order for order in stages["chosen"] if order not in opened]
    return opened, set(chosen[: round(BEGUN * len(chosen))])


def _one_a_station(rows: list[dict[str, str]]) -> list[str]:
    """The sites that wait, those first whose station has none before them: the clerks of a station are at one site."""
    seen, first, more = set(), [], []
    for row in rows:
        if row["state"] != "running":
            (more if row["station"] in seen else first).append(row["order"])
        seen.add(row["station"])
    return first + more


def _site(row: dict[str, str], station: Unit, grids: list[Grid], opened_on: date | None, begun: bool) -> Site:
    grid = next((grid for grid in grids if row["short_name"] in grid.name), grids[int(row["order"]) % len(grids)])
    stage = SiteStage.RUNNING if opened_on else SiteStage.BUILDING if begun else row["state"]
    return Site(
        code=f"W{int(row['order']):02}",
        name=row["name"],
        name_en=row["name_en"],
        initials=initials(row["short_name"]),
        station=station,
        street_id=grid.street_id,
        grid=grid,
        stage=stage,
        opened_on=opened_on,
        windows=WINDOWS + int(row["order"]) % 2,
    )


def _offer(running: list[Site]) -> None:
    """A site in operation offers the whole catalogue."""
    services = list(Service.objects.values_list("pk", flat=True))
    through = Site.services.through
    through.objects.bulk_create(through(site_id=site.pk, service_id=service) for site in running for service in services)
