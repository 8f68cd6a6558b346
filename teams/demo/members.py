"""Demonstration: members of 1 + 1 + 4(±) + N(N1+N2) + X, some teams short, some contracts running out, telephones sealed."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

import numpy as np

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
    "took_part_on", "is_minor", "guardian",
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
TWICE = 0.001  # so many of the guards serve in a second team too: one name, one telephone
IDLE, PUPILS = 0.06, 997  # share of those who have not taken part lately; one volunteer in so many is a pupil
LEFT = 0.03  # so many have left for each who is there
ALL_MEMBERS, ALL_TEAMS = 175_000, 1264
GUARDS = (Part.N1, Part.N2, Part.X)
NAMES = 6_000  # drawn again from the first once all are used: namesakes occur


def load(world: World, teams: list[Team]) -> int:
    """Write the members; returns how many."""
    on_grids = _on_grids(world)
    with unguarded(Member):
        return copy_in(Member, COLUMNS, _with_part(world, _rows(world, teams, on_grids)))


def _with_part(world: World, rows: Iterator[tuple]) -> Iterator[tuple]:
    """When each last took part, some not for long; a volunteer here and there is a pupil who comes through the school."""
    dice = world.rng("taking part")
    for number, row in enumerate(rows):
        part, joined, left_on = row[1], row[-2], row[-1]
        since = dice.randint(181, 320) if dice.random() < IDLE else dice.randint(1, 90)
        minor = part == Part.X and number % PUPILS == 0
        yield *row, max(joined, (left_on or world.today) - timedelta(days=since)), minor, "学校团委" if minor else ""


def _rows(world: World, teams: list[Team], on_grid: dict) -> Iterator[tuple]:
    """As many members present as the sub-bureau counts for so many teams, and some who have left."""
    dice, since = world.rng("members"), world.first_day
    crowd = cycle(name for name, _sex in names.people(world.seed + 1, NAMES, women=0.45))
    core = [list(_core(team, on_grid, dice, crowd)) for team in teams]
    guards = _guards(world, teams, round(ALL_MEMBERS * len(teams) / ALL_TEAMS) - sum(map(len, core)))
    index, twin, guard = FIRST_PHONE, None, None
    for team, known, numbers in zip(teams, core, guards, strict=True):
        others = ((part, next(crowd), None) for part, number in zip(GUARDS, numbers, strict=True) for _ in range(number))
        for part, name, person in (*known, *others):
            index += 1
            number = index
            if twin and part in GUARDS and dice.random() < TWICE:
                (name, number), twin = twin, None
            yield team.pk, part, name, person, *_phone(part, number, dice), *_contract(part, dice, world), _joined(dice, since), None
            guard = (name, number) if part == Part.N2 else guard
            if person is None and dice.random() < LEFT:
                index += 1
                left_on = world.today - timedelta(days=dice.randint(1, 60))
                yield team.pk, part, next(crowd), None, *_phone(part, index, dice), "", None, _joined(dice, since), left_on
        twin = guard


def _guards(world: World, teams: list[Team], number: int) -> list[list[int]]:
    """N1, N2 and X of each team, which sum to the number: by the usual sizes, larger and smaller teams among them."""
    dice = world.dice("guards")
    usual = np.array([SIZES[team.kind.code] for team in teams], dtype=float).reshape(-1, len(GUARDS))
    weights = usual * dice.lognormal(0, 0.3, usual.shape)
    drawn = dice.multinomial(max(0, number), weights.ravel() / weights.sum()) if weights.size else weights
    return drawn.reshape(-1, len(GUARDS)).tolist()


def _on_grids(world: World) -> dict[tuple[int, str], tuple[int, str]]:
    """{(grid, lead or assistant): (person, name)} of today."""
    rows = Assignment.objects.filter(valid_on(world.today)).values_list("grid", "kind", "person", "person__name")
    return {(grid, kind): (person, name) for grid, kind, person, name in rows}


def _core(team: Team, on_grid: dict, dice: Random, crowd: Iterator) -> Iterator[tuple[str, str, int | None]]:
    """(part, name, account) of 1 + 1 + 4(±): the officer, the auxiliary, the aides; some community teams are short of one or two."""
    lead, aide = on_grid.get((team.grid_id, "lead")), on_grid.get((team.grid_id, "assistant"))
    if lead:
        yield Part.OFFICER, lead[1], lead[0]
    if team.kind.code != "community":
        return
    if aide:
        yield Part.AIDE, aide[1], aide[0]
    aides = dice.choices((4, 5, 6, 3, 2), (70, 12, 6, 8, 4))[0] - bool(aide)
    for part, number in ((Part.AUXILIARY, int(dice.random() < 0.94)), (Part.AIDE, aides)):
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


def _joined(dice: Random, since: date) -> date:
    return since - timedelta(days=dice.randint(10, 400))
