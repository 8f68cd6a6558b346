"""People of the demonstration and their posts: every post of a station, of the streets and of the sub-bureau is filled."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from random import Random

from django.contrib.auth.hashers import make_password

from haidian_policing.organisation.defaults.names import people, phone, police_number
from haidian_policing.organisation.demo.strength import GROUP_OF
from haidian_policing.organisation.demo.units import StationUnits, Units
from haidian_policing.organisation.models import Absence, Person, Post, Unit
from haidian_policing.organisation.pinyin import initials

AIDES, CLERKS, WINDOW_CLERKS = 12, 2, 4
AWAY_SHARE = 0.06
REASONS = ("leave", "leave", "leave", "sick", "study", "maternity", "secondment")
DAYS = {"leave": 7, "sick": 10, "study": 14, "maternity": 98, "secondment": 60}


@dataclass(frozen=True)
class Place:
    """One post to be filled."""

    unit: Unit
    role: str


def load_people(world, units: Units) -> set[int]:
    """The women among them. One person for each place, with name, number, sealed telephone and a dated post with its order number."""
    places = list(_places(units))
    dice, since = world.rng("organisation.people"), world.first_day
    names = people(world.seed, len(places), women=0.24)
    unusable = make_password(None)
    rows = [_person(index, name, unusable, dice, since) for index, (name, _sex) in enumerate(names)]
    Person.objects.bulk_create(rows, batch_size=500)
    posts = [_post(person, place, dice) for person, place in zip(rows, places, strict=True)]
    Post.objects.bulk_create(posts, batch_size=500)
    return {row.pk for row, (_name, sex) in zip(rows, names, strict=True) if sex == "f"}


def _places(units: Units) -> Iterator[Place]:
    yield from _bureau(units)
    for found in units.stations:
        yield from _station(found)
        for street in found.streets:
            yield from (Place(street, role) for role in ("street_leader", "liaison", "liaison"))


def _bureau(units: Units) -> Iterator[Place]:
    yield from (Place(units.bureau, "bureau_leader") for _ in range(3))
    own = {"PER": ("performance_head", "performance", "performance", "performance"), "PIO": ("inspector",) * 2, "INS": ("inspector",) * 3}
    for code, unit in units.departments.items():
        yield from (Place(unit, role) for role in own.get(code, ("department_head",)))
    for role in ("system_admin", "security_admin", "audit_admin"):
        yield Place(units.departments["ICT"], role)


def _station(found: StationUnits) -> Iterator[Place]:
    """A household station in full; one of another kind has its leaders and its clerks only."""
    station = found.station
    deputies = ["duty_commander"] * found.strength.deputies
    yield from (Place(station, role) for role in ("chief", "commissar", *deputies, *["clerk"] * CLERKS))
    for kind, squad in found.squads.items():
        yield from (Place(squad, role) for role in ("captain", "deputy_captain"))
        yield from _officers(kind, found.groups[kind])
    if found.squads:
        yield from (Place(found.squads["community"], "aide") for _ in range(AIDES))
        yield from (Place(station, "window_clerk") for _ in range(WINDOW_CLERKS))


def _officers(kind: str, groups: list[Unit]) -> Iterator[Place]:
    """Three a group: community officers, officers by post in the case squad and the special groups, duty officers in the room."""
    for group in groups:
        role = {"community": "post_officer" if group.is_special else "officer", "case": "post_officer", "command": "duty_officer"}[kind]
        yield from (Place(group, role) for _ in range(GROUP_OF))


def _person(index: int, name: str, unusable: str, dice: Random, since: date) -> Person:
    person = Person(
        police_number=police_number(index),
        name=name,
        initials=initials(name),
        password=unusable,
        joined_on=since - timedelta(days=dice.randint(400, 9_000)),
    )
    person.phone = phone(index)
    return person


def _post(person: Person, place: Place, dice: Random) -> Post:
    """In post for half a year to four years; the first of the month, as orders have it."""
    starts = max(person.joined_on, date(2022, 1, 1) + timedelta(days=dice.randint(0, 1_300))).replace(day=1)
    return Post(
        person=person, unit=place.unit, role=place.role, starts=starts, order_number=f"海公政任〔{starts.year}〕{dice.randint(1, 180)}号"
    )


def load_absences(world, women: set[int]) -> None:
    """A few of the officers are away now or were, each covered by another of the same unit."""
    dice = world.rng("organisation.absences")
    posts = Post.objects.filter(role__in=("officer", "post_officer", "duty_officer", "captain")).select_related("unit").order_by("pk")
    by_unit: dict[int, list[Post]] = {}
    for post in posts:
        by_unit.setdefault(post.unit.squad_id, []).append(post)
    rows, reasons = [], cycle(REASONS)
    for mates in by_unit.values():
        away = dice.sample(mates, min(len(mates) - 1, max(1, round(len(mates) * AWAY_SHARE))))
        standing = [post for post in mates if post not in away]
        for post in away:
            kind = next(reasons)
            kind = "leave" if kind == "maternity" and post.person_id not in women else kind
            rows.append(_absence(post, dice.choice(standing), kind, dice, world))
    Absence.objects.bulk_create(rows)


def _absence(post: Post, cover: Post, kind: str, dice: Random, world) -> Absence:
    starts = world.today - timedelta(days=dice.randint(1, 45))
    return Absence(
        person=post.person,
        cover=cover.person,
        kind=kind,
        starts=starts,
        ends=starts + timedelta(days=DAYS[kind]),
        order_number=f"海公政休〔{starts.year}〕{dice.randint(1, 400)}号",
    )
