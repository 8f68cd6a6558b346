"""Demonstration: communities on the map, grids of one or two of them, their people and their sixteen counts."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

from grids.defaults.district import district
from grids.models import Community, Grid, GridCommunity, Indicator, IndicatorValue
from haidian_policing.bulk import copy_in, reserve, unguarded
from haidian_policing.demonstration import World
from haidian_policing.organisation import defaults
from haidian_policing.organisation.models import Unit
from haidian_policing.organisation.pinyin import initials

# 18 of 579 communities are small enough to share a grid with a neighbour: 561 grids.
SHARING = 18 / 579
COMMUNITY_COLUMNS = ("id", "code", "name", "name_en", "initials", "kind", "street", "polygon", "area_km2")
GRID_COLUMNS = (
    "id", "code", "name", "name_en", "initials", "station", "squad", "street", "population", "tidal_population",
    "complexity", "hazards", "population_difficulty", "starts",
)  # fmt: skip
# Typical counts of the sixteen indicators in a community, a village and a campus.
TYPICAL = {
    "community": (60, 300, 40, 2, 1, 3, 8, 500, 1, 1, 25, 6, 1, 1, 400, 25),
    "village": (40, 200, 120, 1, 1, 4, 12, 1500, 2, 1, 40, 10, 1, 2, 600, 30),
    "campus": (10, 9000, 60, 2, 1, 1, 3, 150, 1, 1, 15, 3, 12, 6, 2500, 8),
}


def load(world: World) -> None:
    """Everything that has a place, for the stations that the organisation's demonstration made."""
    cells = [cell for cell in district(world.seed) if cell["street"] in _streets()]
    communities = _communities(cells)
    grids = list(_grids(cells, communities, world))
    since = _since(world)
    copy_in(Grid, GRID_COLUMNS, [grid["row"] for grid in grids])
    copy_in(GridCommunity, ("grid", "community", "starts"), ((grid["id"], part, since) for grid in grids for part in grid["parts"]))
    with unguarded(IndicatorValue):
        copy_in(IndicatorValue, ("grid", "indicator", "as_of", "value"), list(_values(grids, world)))


def _since(world: World) -> date:
    return date(world.first_day.year - 1, 1, 1)


def _streets() -> dict[str, Unit]:
    return {street.name: street for street in Unit.objects.of_kind("street")}


def _communities(cells: list[dict[str, Any]]) -> dict[str, int]:
    """Write the communities and who borders on whom; their keys by name."""
    streets, english = _streets(), {row["name"]: row["name_en"] for row in defaults.communities()}
    keys = dict(zip((cell["name"] for cell in cells), reserve(Community, len(cells)), strict=True))
    numbers: dict[str, Iterator[int]] = defaultdict(lambda: count(1))
    copy_in(
        Community,
        COMMUNITY_COLUMNS,
        [
            (
                keys[cell["name"]], f"{streets[cell['street']].code}-{next(numbers[cell['street']]):02}", cell["name"],
                english[cell["name"]],
                initials(cell["name"]), cell["kind"], streets[cell["street"]].pk, cell["polygon"], round(cell["area_km2"], 3),
            )
            for cell in cells
        ],
    )  # fmt: skip
    pairs = ((keys[cell["name"]], keys[other]) for cell in cells for other in cell["neighbours"] if other in keys)
    copy_in(Community.neighbours.through, ("from_community", "to_community"), pairs)
    return keys


def _grids(cells: list[dict[str, Any]], communities: dict[str, int], world: World) -> Iterator[dict[str, Any]]:
    rng, streets = world.rng("grids"), _streets()
    stations = {unit.name: unit for unit in Unit.objects.of_kind("station")}
    squads = {unit.station_id: unit for unit in Unit.objects.filter(kind="squad", squad_kind="community")}
    serving = {row["name"]: stations[row["station"]] for row in defaults.streets() if row["name"] in streets}
    people = _population(cells, rng)
    numbers: dict[int, Iterator[int]] = defaultdict(lambda: count(1))
    together, english = _together(cells, rng), {row["name"]: row["name_en"] for row in defaults.communities()}
    for key, parts in zip(reserve(Grid, len(together)), together, strict=True):
        station = serving[parts[0]["street"]]
        resident, tidal = (sum(people[cell["name"]][index] for cell in parts) for index in (0, 1))
        name = "、".join(_stem(cell["name"]) for cell in parts)
        yield {
            "id": key,
            "kind": parts[0]["kind"],
            "size": len(parts) * rng.lognormvariate(0, 0.35),
            "parts": [communities[cell["name"]] for cell in parts],
            "row": (
                key, f"{station.code}-G{next(numbers[station.pk]):02}", f"{name}网格",
                " and ".join(_english(cell, english) for cell in parts) + " grid",
                initials(name), station.pk, squads[station.pk].pk, streets[parts[0]["street"]].pk, resident, tidal,
                *_ratings(rng), _since(world),
            ),
        }  # fmt: skip


def _together(cells: list[dict[str, Any]], rng: Random) -> list[list[dict[str, Any]]]:
    """Most communities alone, a few with the neighbour that follows them in the walk through their street."""
    wanted = max(1, round(len(cells) * SHARING))
    able = [
        n for n in range(len(cells) - 1) if cells[n]["street"] == cells[n + 1]["street"] and cells[n + 1]["name"] in cells[n]["neighbours"]
    ]
    rng.shuffle(able)
    first: set[int] = set()
    for index in able:
        if len(first) < wanted and not {index - 1, index + 1} & first:
            first.add(index)
    return [[cells[n], cells[n + 1]] if n in first else [cells[n]] for n in range(len(cells)) if n - 1 not in first]


def _population(cells: list[dict[str, Any]], rng: Random) -> dict[str, tuple[int, int]]:
    """(residents, tidal) of each community, which sum to about what its street has."""
    weights = {cell["name"]: rng.lognormvariate(0, 0.4) for cell in cells}
    totals: dict[str, float] = defaultdict(float)
    for cell in cells:
        totals[cell["street"]] += weights[cell["name"]]
    known = {row["name"]: (int(row["population"]), int(row["tidal"])) for row in defaults.streets()}
    share = {cell["name"]: weights[cell["name"]] / totals[cell["street"]] for cell in cells}
    streets = {cell["name"]: cell["street"] for cell in cells}
    return {name: (round(known[streets[name]][0] * part), round(known[streets[name]][1] * part)) for name, part in share.items()}


def _ratings(rng: Random) -> tuple[int, ...]:
    return tuple(rng.choices((1, 2, 3, 4, 5), (10, 25, 35, 22, 8), k=3))


def _stem(name: str) -> str:
    return name.removesuffix("社区").removesuffix("村")


def _english(cell: dict[str, Any], english: dict[str, str]) -> str:
    return english[cell["name"]].removesuffix(" Community").removesuffix(" Village")


def _values(grids: list[dict[str, Any]], world: World) -> Iterator[tuple[int, int, date, int]]:
    """The sixteen counts of each grid at the end of each month, drifting a little."""
    rng, indicators = world.rng("indicators"), list(Indicator.objects.order_by("number").values_list("pk", flat=True))
    for grid in grids:
        levels = [typical * grid["size"] * rng.lognormvariate(0, 0.45) for typical in TYPICAL[grid["kind"]]]
        for day in month_ends(world):
            for number, indicator in enumerate(indicators):
                yield grid["id"], indicator, day, round(levels[number] * rng.uniform(0.94, 1.06))


def month_ends(world: World) -> list[date]:
    """The last days of the whole months of life, and of the month before them."""
    day, ends = world.first_day - timedelta(days=1), []
    while day < world.today:
        ends.append(day)
        following = day + timedelta(days=1)
        day = date(following.year, following.month, monthrange(following.year, following.month)[1])
    return ends
