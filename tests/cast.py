"""The fixed cast: two stations, two streets, one grid each and one person per role on either side."""

from dataclasses import dataclass, field
from datetime import date

from django.test import Client
from django.utils import timezone
from rest_framework.test import APIClient

from grids.models import Assignment, Community, Grid, GridCommunity
from haidian_policing.access.standing import Standing
from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.workcalendar.actions import ensure_seed

SINCE = date(2026, 1, 1)
PASSWORD = "Correct-horse-9-battery"
IN_STATION = (
    "officer",
    "aide",
    "post_officer",
    "captain",
    "deputy_captain",
    "chief",
    "commissar",
    "duty_commander",
    "duty_officer",
    "clerk",
    "window_clerk",
)
IN_STREET = ("liaison", "street_leader")
IN_BUREAU = (
    "department_head",
    "performance",
    "performance_head",
    "inspector",
    "bureau_leader",
    "system_admin",
    "security_admin",
    "audit_admin",
)
SQUAD_OF = {
    "officer": "community",
    "aide": "community",
    "captain": "community",
    "deputy_captain": "community",
    "post_officer": "case",
    "duty_officer": "command",
}
FAMILY_NAMES = "王李赵钱孙周吴郑冯陈褚卫蒋沈韩杨朱秦尤许何"
NAMES = {role: f"{family}同志" for role, family in zip((*IN_STATION, *IN_STREET, *IN_BUREAU), FAMILY_NAMES, strict=True)}


@dataclass
class Cast:
    """People and places by name; whatever is on the other side has the prefix `other_`."""

    named: dict = field(default_factory=dict)

    def __getattr__(self, name: str):
        try:
            return self.__dict__["named"][name]
        except KeyError as error:
            raise AttributeError(name) from error

    def client(self, person: Person, **options) -> Client:
        """A browser signed in as the person."""
        client = Client(**options)
        client.force_login(person, backend="haidian_policing.organisation.backends.PoliceNumberBackend")
        return client

    def api(self, person: Person) -> APIClient:
        client = APIClient()
        client.force_login(person, backend="haidian_policing.organisation.backends.PoliceNumberBackend")
        return client

    def standing(self, person: Person, day: date | None = None) -> Person:
        """The person fresh from the database with his standing of a day, as a request would see him."""
        fresh = Person.objects.get(pk=person.pk)
        fresh.standing = Standing(fresh, day or timezone.localdate())
        return fresh


def assemble() -> Cast:
    """Write the cast into the database."""
    ensure_seed()
    cast = Cast()
    bureau = Unit.objects.create(kind="sub_bureau", code="B", name="海淀分局", short_name="海淀分局", name_en="Haidian sub-bureau", order=1)
    cast.named["bureau"] = bureau
    for role in IN_BUREAU:
        cast.named[role] = _person(role, bureau, f"9{len(cast.named):05}")
    for prefix, number in (("", 1), ("other_", 2)):
        _side(cast, prefix, number)
    return cast


def _side(cast: Cast, prefix: str, number: int) -> None:
    named = cast.named
    station = _station(named["bureau"], number)
    squads = {kind: _squad(station, kind, number) for kind in ("community", "case", "command")}
    street = Unit.objects.create(
        kind="street",
        parent=None,
        code=f"J{number}",
        name=f"第{number}街道",
        short_name=f"街{number}",
        name_en=f"Street {number}",
        order=900 + number,
    )
    named |= {f"{prefix}station": station, f"{prefix}street": street, f"{prefix}squad": squads["community"]}
    for index, role in enumerate((*IN_STATION, *IN_STREET)):
        unit = street if role in IN_STREET else squads[SQUAD_OF[role]] if role in SQUAD_OF else station
        named[f"{prefix}{role}"] = _person(role, unit, f"{number}{index:05}")
    named[f"{prefix}grid"] = _grid(station, squads["community"], street, number, [named[f"{prefix}officer"]])
    Assignment.objects.create(grid=named[f"{prefix}grid"], person=named[f"{prefix}aide"], kind="assistant", starts=SINCE)


def _station(bureau: Unit, number: int) -> Unit:
    station = Unit.objects.create(
        kind="station",
        parent=bureau,
        code=f"S{number}",
        name=f"第{number}派出所",
        short_name=f"{number}所",
        name_en=f"Station {number}",
        order=100 * number,
        station_kind="household",
    )
    Unit.objects.filter(pk=station.pk).update(station=station)
    station.station = station
    return station


def _squad(station: Unit, kind: str, number: int) -> Unit:
    order = 100 * number + ("community", "case", "command").index(kind) + 1
    squad = Unit.objects.create(
        kind="squad",
        parent=station,
        station=station,
        code=f"S{number}-{kind}",
        name=f"{station.name}{kind}",
        short_name={"community": "社区警务队", "case": "打击办案队", "command": "综合指挥室"}[kind],
        name_en=f"{kind} squad",
        order=order,
        squad_kind=kind,
    )
    Unit.objects.filter(pk=squad.pk).update(squad=squad)
    squad.squad = squad
    return squad


def _person(role: str, unit: Unit, number: str) -> Person:
    person = Person(police_number=number, name=NAMES[role], joined_on=SINCE)
    person.set_password(PASSWORD)
    Person.objects.bulk_create([person])
    Post.objects.create(person=person, unit=unit, role=role, starts=SINCE)
    return person


def _grid(station: Unit, squad: Unit, street: Unit, number: int, leads: list[Person]) -> Grid:
    west = 116.30 + number / 100
    square = [[[west, 39.95], [west + 0.01, 39.95], [west + 0.01, 39.96], [west, 39.96], [west, 39.95]]]
    community = Community.objects.create(code=f"C{number}", name=f"第{number}社区", street=street, polygon=square, area_km2="0.95")
    grid = Grid.objects.create(
        code=f"G{number}",
        name=f"第{number}网格",
        station=station,
        squad=squad,
        street=street,
        population=5000,
        tidal_population=800,
        starts=SINCE,
    )
    GridCommunity.objects.create(grid=grid, community=community, starts=SINCE)
    for lead in leads:
        Assignment.objects.create(grid=grid, person=lead, kind="lead", starts=SINCE)
    return grid
