"""The fixed cast: two stations, two streets, one grid each and one person per role on either side."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db.models import F
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
SQUADS = {"community": "社区警务队", "case": "打击办案队", "command": "综合指挥室"}
KEEPERS = {"lead": "officer", "assistant": "aide"}
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
    """Write the cast into the database, kind by kind in a few statements."""
    ensure_seed()
    bureau = Unit.objects.create(kind="sub_bureau", code="B", name="海淀分局", short_name="海淀分局", name_en="Haidian sub-bureau", order=1)
    cast = Cast({"bureau": bureau})
    sides = {"": _Side(1), "other_": _Side(2)}
    stations = Unit.objects.bulk_create(side.station_in(bureau) for side in sides.values())
    _themselves(stations, "station")
    squads = Unit.objects.bulk_create(squad for side in sides.values() for squad in side.squads_made())
    _themselves(squads, "squad")
    Unit.objects.bulk_create(side.street_made() for side in sides.values())
    for prefix, side in sides.items():
        cast.named |= {f"{prefix}station": side.station, f"{prefix}street": side.street, f"{prefix}squad": side.squads["community"]}
    _people(cast, sides)
    for prefix, side in sides.items():
        cast.named[f"{prefix}grid"] = _grid(side, {kind: cast.named[f"{prefix}{role}"] for kind, role in KEEPERS.items()})
    return cast


@dataclass
class _Side:
    """One of the two stations with its squads, and its street."""

    number: int
    squads: dict[str, Unit] = field(default_factory=dict)

    def station_in(self, bureau: Unit) -> Unit:
        number = self.number
        names = {"code": f"S{number}", "name": f"第{number}派出所", "short_name": f"{number}所", "name_en": f"Station {number}"}
        self.station = Unit(kind="station", parent=bureau, order=100 * number, station_kind="household", **names)
        return self.station

    def squads_made(self) -> Iterable[Unit]:
        above = {"kind": "squad", "parent": self.station, "station": self.station}
        for place, (kind, name) in enumerate(SQUADS.items(), 100 * self.number + 1):
            names = {"code": f"S{self.number}-{kind}", "name": f"{self.station.name}{kind}", "short_name": name, "name_en": f"{kind} squad"}
            self.squads[kind] = Unit(order=place, squad_kind=kind, **above, **names)
        return self.squads.values()

    def street_made(self) -> Unit:
        number = self.number
        names = {"code": f"J{number}", "name": f"第{number}街道", "short_name": f"街{number}", "name_en": f"Street {number}"}
        self.street = Unit(kind="street", order=900 + number, **names)
        return self.street

    def unit_of(self, role: str) -> Unit:
        return self.street if role in IN_STREET else self.squads[SQUAD_OF[role]] if role in SQUAD_OF else self.station


def _themselves(units: list[Unit], column: str) -> None:
    """A station is its own station, a squad its own squad."""
    Unit.objects.filter(pk__in=[unit.pk for unit in units]).update(**{f"{column}_id": F("pk")})
    for unit in units:
        setattr(unit, column, unit)


def _people(cast: Cast, sides: dict[str, _Side]) -> None:
    """One person per role in the bureau and on either side, each with his post."""
    posts = [(role, role, cast.bureau, f"9{number:05}") for number, role in enumerate(IN_BUREAU, 1)]
    for prefix, side in sides.items():
        for index, role in enumerate((*IN_STATION, *IN_STREET)):
            posts.append((f"{prefix}{role}", role, side.unit_of(role), f"{side.number}{index:05}"))
    password = make_password(PASSWORD)
    people = [Person(police_number=number, name=NAMES[role], joined_on=SINCE, password=password) for _name, role, _unit, number in posts]
    Person.objects.bulk_create(people)
    Post.objects.bulk_create(
        Post(person=person, unit=unit, role=role, starts=SINCE) for person, (_name, role, unit, _number) in zip(people, posts, strict=True)
    )
    cast.named |= {name: person for person, (name, *_rest) in zip(people, posts, strict=True)}


def _grid(side: _Side, keepers: dict[str, Person]) -> Grid:
    number, west = side.number, 116.30 + side.number / 100
    square = [[[west, 39.95], [west + 0.01, 39.95], [west + 0.01, 39.96], [west, 39.96], [west, 39.95]]]
    community = Community.objects.create(code=f"C{number}", name=f"第{number}社区", street=side.street, polygon=square, area_km2="0.95")
    place = {"station": side.station, "squad": side.squads["community"], "street": side.street}
    grid = Grid.objects.create(code=f"G{number}", name=f"第{number}网格", population=5000, tidal_population=800, starts=SINCE, **place)
    GridCommunity.objects.create(grid=grid, community=community, starts=SINCE)
    Assignment.objects.bulk_create(Assignment(grid=grid, person=person, kind=kind, starts=SINCE) for kind, person in keepers.items())
    return grid
