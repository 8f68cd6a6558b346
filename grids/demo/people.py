"""Demonstration: lead officers and assistants, a few hand-overs, and the chiefs on the street's side."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from grids.models import Assignment, Grid, RoadChief
from haidian_policing.bulk import copy_in
from haidian_policing.demonstration import World
from haidian_policing.organisation.defaults import names
from haidian_policing.organisation.models import Post
from haidian_policing.sealing import fingerprint, seal

COLUMNS = ("grid", "person", "kind", "starts", "ends", "order_number", "reason")
CHIEF_COLUMNS = ("street", "grid", "level", "name", "duty", "road", "phone_sealed", "phone_hash", "starts")
REASONS = ("岗位轮换", "工作调动", "警力调整", "社区民警轮岗交流")
DUTIES = {"general": "街道工委书记、总街巷长", "deputy": "副总街巷长", "secondary": "街巷长", "alley": "街巷长", "steward": "小巷管家"}
HEADS = (("general", "全域"), ("deputy", "主干路"), ("secondary", "支路"))
PURPOSE = "grids.road_chief"
ALLEYS = ("胡同", "西巷", "南巷", "北街", "东里路", "后街")


def load(world: World) -> None:
    """Assignments of the grids that are there, and a chief for each."""
    rng = world.rng("grid people")
    grids = list(Grid.objects.order_by("station__order", "code").values("pk", "name", "station", "street", "street__short_name", "starts"))
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
    """Three at the head of each street, and a chief of a back alley with a steward in most grids."""
    places = [(street, None, level, short + road) for street, short in _streets(grids) for level, road in HEADS]
    for grid in grids:
        if rng.random() < 0.9:
            stem = grid["name"].removesuffix("网格").split("、")[0]
            places += [(grid["street"], grid["pk"], "alley", stem + rng.choice(ALLEYS)), (grid["street"], grid["pk"], "steward", stem)]
    people = names.people(world.seed + 7, len(places))
    for index, (place, (name, _sex)) in enumerate(zip(places, people, strict=True)):
        street, holder, level, road = place
        phone = names.phone(50_000 + index)
        sealed = seal(phone, PURPOSE), fingerprint(phone, PURPOSE)
        yield street, holder, level, name, DUTIES[level], road, *sealed, grids[0]["starts"]


def _streets(grids: Sequence[Mapping[str, Any]]) -> Iterable[tuple[int, str]]:
    return dict.fromkeys((grid["street"], grid["street__short_name"]) for grid in grids)
