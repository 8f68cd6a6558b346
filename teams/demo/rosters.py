"""Demonstration: 1,264 teams of all levels – one for each grid, street and station, and of campuses, buildings, trades and lines."""

from datetime import date

from grids.models import Grid, GridCommunity
from haidian_policing.bulk import copy_in, reserve
from haidian_policing.demonstration import World
from haidian_policing.organisation.pinyin import initials
from teams.choices import Level
from teams.models import Team, TeamKind

COLUMNS = ("id", "kind", "level", "name", "initials", "station", "street", "grid", "starts")
ALL_TEAMS, ALL_GRIDS = 1264, 561
PLACES = {
    "campus": ("中小学周边", "幼儿园周边"),
    "building": ("商务大厦", "购物中心", "写字楼群", "科技园"),
    "industry": ("旅馆业", "寄递物流业", "医院", "娱乐场所", "加油站"),
    "rail": ("地铁站区", "换乘枢纽"),
}


def load(world: World) -> list[Team]:
    """Write the teams; returns them with their grids."""
    kinds = {kind.code: kind for kind in TeamKind.objects.all()}
    grids = list(Grid.objects.select_related("station", "street").order_by("station__order", "code"))
    teams = [_team(kinds["community"], Level.GRID, f"{grid.name}警务团队", grid, world) for grid in grids]
    teams += _of_streets(world, kinds["street"], grids)
    teams += _of_stations(world, kinds["industry"], grids)
    teams += _others(world, kinds, grids, round(len(grids) * ALL_TEAMS / ALL_GRIDS) - len(teams))
    for key, team in zip(reserve(Team, len(teams)), teams, strict=True):
        team.pk = key
    copy_in(Team, COLUMNS, ([getattr(team, Team._meta.get_field(name).attname) for name in COLUMNS] for team in teams))
    return teams


def _others(world: World, kinds: dict[str, TeamKind], grids: list[Grid], number: int) -> list[Team]:
    """So many further teams beside the grids' own; a name is used once in a station."""
    dice = world.rng("teams")
    campuses = set(GridCommunity.objects.filter(community__kind="campus").values_list("grid", flat=True))
    places = [(grid, code, place) for grid in grids for code, place in _places_of(grid.pk in campuses)]
    drawn = dice.sample(places, max(0, number))
    stems = {grid.pk: grid.name.removesuffix("网格") for grid in grids}
    return [_team(kinds[code], Level.GRID, f"{stems[grid.pk]}{place}警务团队", grid, world) for grid, code, place in drawn]


def _places_of(is_campus: bool) -> list[tuple[str, str]]:
    """(kind, place) of what there may be: a campus has its quarters, where people live there are schools."""
    names = PLACES | ({"campus": ("教学区", "学生公寓", "家属区")} if is_campus else {})
    return [(code, place) for code, places in names.items() for place in places]


def _of_stations(world: World, kind: TeamKind, grids: list[Grid]) -> list[Team]:
    """One of each station's trades; a team belongs to a street too, here that of the station's first grid."""
    first = {grid.station_id: grid for grid in reversed(grids)}
    teams = [_team(kind, Level.STATION, f"{grid.station.short_name}辖区行业场所警务团队", grid, world) for grid in first.values()]
    for team in teams:
        team.grid = None
    return teams


def _of_streets(world: World, kind: TeamKind, grids: list[Grid]) -> list[Team]:
    first = {grid.street_id: grid for grid in reversed(grids)}
    teams = []
    for grid in first.values():
        team = _team(kind, Level.STREET, f"{grid.street.short_name}街镇警务团队", grid, world)
        team.grid = None
        teams.append(team)
    return teams


def _team(kind: TeamKind, level: str, name: str, grid: Grid, world: World) -> Team:
    return Team(
        kind=kind,
        level=level,
        name=name,
        initials=initials(name)[:60],
        station_id=grid.station_id,
        street_id=grid.street_id,
        grid=grid,
        starts=date(world.first_day.year - 1, 3, 1),
    )
