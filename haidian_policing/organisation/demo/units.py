"""Units of the demonstration: departments, stations with two squads, a room and police groups, and the streets that they serve."""

from dataclasses import dataclass, field

from haidian_policing.organisation import defaults
from haidian_policing.organisation.demo.strength import OTHER, Strength, strengths
from haidian_policing.organisation.models import Unit
from haidian_policing.organisation.pinyin import initials
from haidian_policing.organisation.seeds import SUB_BUREAU

ALWAYS = ("海淀派出所", "万寿路派出所", "四季青派出所")
NUMBERS = "一二三四五六七八九十"
ROOM_GROUPS, PATROL_GROUPS = 3, 2
DEPARTMENTS_AT, STATIONS_AT, STREETS_AT, STATION_STEP = 10, 1_000, 90_000, 100


@dataclass
class StationUnits:
    """One station with what is in it; groups by the kind of their squad."""

    station: Unit
    squads: dict[str, Unit] = field(default_factory=dict)
    groups: dict[str, list[Unit]] = field(default_factory=dict)
    streets: list[Unit] = field(default_factory=list)
    strength: Strength = OTHER


@dataclass
class Units:
    bureau: Unit
    departments: dict[str, Unit]
    stations: list[StationUnits]


def load_units(world) -> Units:
    """Write the units, parents before children, and return them as the people's loader wants them."""
    bureau = Unit.objects.filter(kind="sub_bureau").first() or Unit.objects.bulk_create([Unit(code="HDFJ", **SUB_BUREAU)])[0]
    departments = _departments(bureau)
    stations = [_station(world, bureau, row) for row in chosen_stations(world)]
    return Units(bureau, departments, stations)


def chosen_stations(world) -> list[dict[str, str]]:
    """The stations of this scale in official order; three named in the article or typical of the fringe are always there."""
    rows = defaults.stations()
    count = max(len(ALWAYS), round(len(rows) * world.scale))
    first = [row for row in rows if row["name"] in ALWAYS]
    chosen = (first + [row for row in rows if row["name"] not in ALWAYS])[:count]
    return sorted(chosen, key=lambda row: int(row["order"]))


def _departments(bureau: Unit) -> dict[str, Unit]:
    rows = [
        Unit(
            kind="department",
            parent=bureau,
            code=f"D-{row['code']}",
            order=DEPARTMENTS_AT + int(row["order"]),
            department_category=row["category"],
            **_names(row),
        )
        for row in defaults.departments()
    ]
    return {unit.code[2:]: unit for unit in Unit.objects.bulk_create(rows)}


def _names(row: dict[str, str]) -> dict[str, str]:
    names = {key: row[key] for key in ("name", "short_name", "name_en")}
    return names | {"initials": initials(names["short_name"])}


def _station(world, bureau: Unit, row: dict[str, str]) -> StationUnits:
    household = row["kind"] == "household"
    order = STATIONS_AT + STATION_STEP * int(row["order"])
    station = Unit(
        kind="station",
        parent=bureau,
        code=f"S-{row['code']}",
        order=order,
        station_kind="household" if household else "other",
        **_names(row),
    )
    found = StationUnits(_of_itself(station, "station"), strength=strengths()[row["name"]])
    if household:
        _squads(found, row, order)
        found.streets = _streets(found.station, row)
    _groups(world, found, order)
    return found


def _of_itself(unit: Unit, column: str) -> Unit:
    """Write a unit that is its own station, or its own squad."""
    Unit.objects.bulk_create([unit])
    setattr(unit, column, unit)
    Unit.objects.bulk_update([unit], [column])
    return unit


def _squads(found: StationUnits, row: dict[str, str], order: int) -> None:
    for kind in defaults.squads():
        if kind["parent"] == "station":
            squad = Unit(
                kind="squad",
                parent=found.station,
                station=found.station,
                code=f"S-{row['code']}-{kind['code']}",
                order=order + 30 * (int(kind["order"]) - 1) + 1,
                squad_kind=kind["code"],
                **_names(kind),
            )
            found.squads[kind["code"]] = _of_itself(squad, "squad")


def _streets(station: Unit, row: dict[str, str]) -> list[Unit]:
    return Unit.objects.bulk_create(
        Unit(kind="street", station=station, code=f"J-{item['code']}", order=STREETS_AT + int(item["order"]), **_names(item))
        for item in defaults.streets()
        if item["station"] == row["name"]
    )


def _groups(world, found: StationUnits, order: int) -> None:
    """Groups of three officers; the last ones of the community squad are special."""
    specials = {row["code"]: row for row in defaults.squads() if row["kind"] == "special_group"}
    special = [specials["patrol_group"], specials[world.rng(found.station.code).choice(["campus_group", "rail_group"])]]
    wanted = {"community": found.strength.community_groups, "case": found.strength.case_groups, "command": ROOM_GROUPS}
    for kind, squad in found.squads.items():
        rows = [_group(squad, number) for number in range(1, wanted[kind] + 1)]
        if kind == "community":
            rows += [_group(squad, wanted[kind] + at, special=row) for at, row in enumerate(special[:PATROL_GROUPS], 1)]
        found.groups[kind] = Unit.objects.bulk_create(rows)


def _group(squad: Unit, number: int, special: dict[str, str] | None = None) -> Unit:
    name, short = (special["name"], special["short_name"]) if special else (f"{in_chinese(number)}组", f"{in_chinese(number)}组")
    return Unit(
        kind="group",
        parent=squad,
        station=squad.station,
        squad=squad,
        code=f"{squad.code}-{number:02d}"[:20],
        name=name,
        short_name=short,
        name_en=special["name_en"] if special else f"Group {number}",
        initials=initials(short),
        order=squad.order,
        is_special=bool(special),
    )


def in_chinese(number: int) -> str:
    """1 to 99 as it is spoken: 二十三."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else NUMBERS[tens - 1]) + ("十" if tens else "") + (NUMBERS[ones - 1] if ones else "")
