"""Demonstration: members of 1 + 1 + 4(±) + N(N1+N2) + X, some teams short, some contracts running out, telephones sealed."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

from grids.models import Assignment
from haidian_policing.bulk import copy_in, unguarded
from haidian_policing.demonstration import World
from haidian_policing.organisation.defaults import names
from haidian_policing.organisation.querysets import valid_on
from haidian_policing.sealing import fingerprint, seal
from teams.choices import Part
from teams.models import Member, Team

COLUMNS = (
    "team", "part", "name", "person", "phone_sealed", "phone_hash", "phone_tail", "employer", "contract_ends", "joined_on", "left_on",
)  # fmt: skip
FIRST_PHONE = 200_000  # far from the telephones of the staff
# the usual sizes of N1, N2 and X by kind of team: 175,000 people in 1,264 teams in all
SIZES = {
    "community": (22, 40, 110),
    "campus": (6, 35, 60),
    "building": (3, 45, 20),
    "industry": (2, 30, 12),
    "rail": (10, 25, 30),
    "street": (60, 30, 140),
}
EMPLOYERS = {
    Part.AUXILIARY: ("海淀分局辅警总队",),
    Part.AIDE: ("街道流动人口和出租房屋管理办公室",),
    Part.N1: ("街道治安巡防队", "村庄守护队", "区保安服务公司"),
    Part.N2: ("物业服务公司", "停车管理公司", "单位保卫部", "商场安保部"),
}
NO_PHONE = 0.4  # share of volunteers who left no telephone
ALL_MEMBERS = 175_000
NAMES = 6_000  # drawn again from the first once all are used: namesakes occur


def load(world: World, teams: list[Team]) -> int:
    """Write the members; returns how many."""
    on_grids = _on_grids(world)
    with unguarded(Member):
        return copy_in(Member, COLUMNS, _rows(world, teams, on_grids))


def _rows(world: World, teams: list[Team], on_grid: dict) -> Iterator[tuple]:
    dice, since = world.rng("members"), world.first_day
    crowd = cycle(name for name, _sex in names.people(world.seed + 1, NAMES, women=0.45))
    size = world.share(ALL_MEMBERS) / sum(sum(SIZES[team.kind.code]) for team in teams) if teams else 0
    index = FIRST_PHONE
    for team in teams:
        for part, name, person in _places(team, on_grid, dice, crowd, size):
            index += 1
            times = _time(person, dice, since, world.today)
            yield team.pk, part, name, person, *_phone(part, index, dice), *_contract(part, dice, world), *times


def _on_grids(world: World) -> dict[tuple[int, str], tuple[int, str]]:
    """{(grid, lead or assistant): (person, name)} of today."""
    rows = Assignment.objects.filter(valid_on(world.today)).values_list("grid", "kind", "person", "person__name")
    return {(grid, kind): (person, name) for grid, kind, person, name in rows}


def _places(team: Team, on_grid: dict, dice: Random, crowd: Iterator, size: float) -> Iterator[tuple[str, str, int | None]]:
    """(part, name, account) of everybody in a team; `size` fits the usual sizes to the scale."""
    lead, aide = on_grid.get((team.grid_id, "lead")), on_grid.get((team.grid_id, "assistant"))
    if lead:
        yield Part.OFFICER, lead[1], lead[0]
    community = team.kind.code == "community"
    aides = dice.choices((4, 5, 6, 3, 2), (70, 12, 6, 8, 4))[0] if community else 0
    auxiliaries = int(community and dice.random() < 0.94)
    if community and aide:
        yield Part.AIDE, aide[1], aide[0]
        aides -= 1
    guards = [max(0, round(size * dice.gauss(usual, usual / 4))) for usual in SIZES[team.kind.code]]
    for part, number in zip((Part.AUXILIARY, Part.AIDE, Part.N1, Part.N2, Part.X), (auxiliaries, aides, *guards), strict=True):
        yield from ((part, next(crowd), None) for _ in range(number))


def _phone(part: str, index: int, dice: Random) -> tuple[bytes | None, bytes | None, str]:
    if part == Part.X and dice.random() < NO_PHONE:
        return None, None, ""
    number = names.phone(index)
    return seal(number, Member.PHONE), fingerprint(number, Member.PHONE), number[-4:]


def _contract(part: str, dice: Random, world: World) -> tuple[str, date | None]:
    """Employer and end of the contract; one in thirty runs out within six weeks."""
    if part not in EMPLOYERS:
        return "", None
    days = dice.randint(3, 42) if dice.random() < 1 / 30 else dice.randint(60, 700)
    return dice.choice(EMPLOYERS[part]), world.today + timedelta(days=days)


def _time(person: int | None, dice: Random, since: date, today: date) -> tuple[date, date | None]:
    joined = since - timedelta(days=dice.randint(10, 400))
    left = person is None and dice.random() < 0.03
    return joined, today - timedelta(days=dice.randint(1, 60)) if left else None
