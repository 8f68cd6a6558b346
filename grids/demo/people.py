"""Demonstration: lead officers and assistants, a few hand-overs, and the chiefs on the street's side."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from grids.choices import ChiefLevel
from grids.defaults import trunk_roads
from grids.models import Assignment, Grid, RoadChief
from haidian_policing.bulk import copy_in
from haidian_policing.demonstration import World
from haidian_policing.organisation.defaults import names
from haidian_policing.organisation.models import Post
from haidian_policing.sealing import fingerprint, seal

COLUMNS = ("grid", "person", "kind", "starts", "ends", "order_number", "reason")
CHIEF_COLUMNS = ("street", "grid", "level", "name", "duty", "road", "phone_sealed", "phone_hash", "starts")
REASONS = ("岗位轮换", "工作调动", "警力调整", "社区民警轮岗交流")
DUTIES = {
    ChiefLevel.GENERAL: "街道工委书记、总街巷长",
    ChiefLevel.DEPUTY: "副总街巷长",
    ChiefLevel.TRUNK: "快速路、主干路街巷长",
    ChiefLevel.SECONDARY: "次干路、支路街巷长",
    ChiefLevel.ALLEY: "背街小巷街巷长",
    ChiefLevel.STEWARD: "小巷管家",
}
# 29 general chiefs, two deputies and two trunk roads a street, six branch roads, an alley in each of 561 grids: 881 with one road more
DEPUTIES, BRANCHES = ("综合协调", "城市管理"), ("东路", "西路", "南路", "北路", "中路", "一街", "二街")
MOST_BRANCHES = "J-XBW"  # the largest street has a seventh
STEWARDS = 0.6  # so many grids have a second steward
PURPOSE = "grids.road_chief"
ALLEYS = ("东侧巷", "西侧巷", "南侧巷", "北侧巷", "内部路", "后街")


def load(world: World) -> None:
    """Assignments of the grids that are there, and a chief for each."""
    rng = world.rng("grid people")
    columns = ("pk", "name", "station", "starts", "street", "street__code", "street__name", "street__short_name")
    grids = list(Grid.objects.order_by("station__order", "code").values(*columns))
    officers, aides = _at_stations("officer"), _at_stations("aide")
    copy_in(Assignment, COLUMNS, [*_leads(grids, officers, world, rng), *_assistants(grids, aides)])
    copy_in(
        RoadChief,
        CHIEF_COLUMNS,
        _chiefs(grids, world, rng),
    )


def _at_stations(role: str) -> dict[int, list[int]]:
    people: dict[int, list[int]] = defaultdict(list)
    posts = Post.objects.filter(role=role, ends__isnull=True, unit__station__isnull=False).order_by("unit__order", "pk")
    for station, person in posts.values_list("unit__station", "person"):
        people[station].append(person)
    return people


def _leads(grids: Sequence[Mapping[str, Any]], officers: dict[int, list[int]], world: World, rng: Random) -> Iterator[tuple]:
    """One officer a grid, in turn where there are fewer; about one grid in ten was handed over within the months of life."""
    turn: dict[int, int] = defaultdict(int)
    number = 0
    for index, grid in enumerate(grids):
        people = officers[grid["station"]]
        if not people:
            continue
        lead = people[turn[grid["station"]] % len(people)]
        turn[grid["station"]] += 1
        if len(people) > 1 and (index % 25 == 3 or rng.random() < 0.07):
            number += 1
            day = _handover_day(world, rng)
            before = rng.choice([person for person in people if person != lead])
            yield grid["pk"], before, "lead", grid["starts"], day, "", ""
            yield grid["pk"], lead, "lead", day, None, f"海公政〔{day.year}〕{40 + number}号", rng.choice(REASONS)
        else:
            yield grid["pk"], lead, "lead", grid["starts"], None, "", ""


def _handover_day(world: World, rng: Random) -> date:
    return world.first_day + timedelta(days=rng.randrange(10, max(11, (world.today - world.first_day).days - 5)))


def _assistants(grids: Sequence[Mapping[str, Any]], aides: dict[int, list[int]]) -> Iterator[tuple]:
    turn: dict[int, int] = defaultdict(int)
    for grid in grids:
        if people := aides[grid["station"]]:
            yield grid["pk"], people[turn[grid["station"]] % len(people)], "assistant", grid["starts"], None, "", ""
            turn[grid["station"]] += 1


def _chiefs(grids: Sequence[Mapping[str, Any]], world: World, rng: Random) -> Iterator[tuple]:
    """The chiefs of each street, then one of a back alley with his stewards in each grid."""
    places = [place for street in dict.fromkeys(map(_street_of, grids)) for place in _of_street(*street)]
    for grid in grids:
        stem = grid["name"].removesuffix("网格").split("、")[0]
        places.append((grid["street"], grid["pk"], ChiefLevel.ALLEY, stem + rng.choice(ALLEYS)))
        parts = ("", "北院")[: 1 + (rng.random() < STEWARDS)]
        places += [(grid["street"], grid["pk"], ChiefLevel.STEWARD, stem + part) for part in parts]
    people = names.people(world.seed + 7, len(places))
    for index, (place, (name, _sex)) in enumerate(zip(places, people, strict=True)):
        street, holder, level, road = place
        phone = names.phone(50_000 + index)
        sealed = seal(phone, PURPOSE), fingerprint(phone, PURPOSE)
        yield street, holder, level, name, DUTIES[level], road, *sealed, grids[0]["starts"]


def _street_of(grid: Mapping[str, Any]) -> tuple[int, str, str, str]:
    return grid["street"], grid["street__code"], grid["street__name"], grid["street__short_name"]


def _of_street(street: int, code: str, name: str, short: str) -> Iterator[tuple[int, None, str, str]]:
    yield street, None, ChiefLevel.GENERAL, f"{short}全域"
    yield from ((street, None, ChiefLevel.DEPUTY, f"{short}{part}") for part in DEPUTIES)
    yield from ((street, None, ChiefLevel.TRUNK, row["road"]) for row in trunk_roads() if row["street"] == name)
    branches = BRANCHES if code == MOST_BRANCHES else BRANCHES[:6]
    yield from ((street, None, ChiefLevel.SECONDARY, short.removesuffix("路") + branch) for branch in branches)
