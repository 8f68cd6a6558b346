"""Applying the sheets of units, people and posts: the sound rows in one transaction, or nothing."""

from collections.abc import Iterable
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from haidian_policing.organisation.actions.posts import explained
from haidian_policing.organisation.choices import UnitKind
from haidian_policing.organisation.models import Import, Person, Post, Unit
from haidian_policing.organisation.pinyin import initials
from haidian_policing.sheets import Row, Staged, State

KINDS = (UnitKind.SUB_BUREAU, UnitKind.DEPARTMENT, UnitKind.STATION, UnitKind.STREET, UnitKind.SQUAD, UnitKind.GROUP)
DETAIL_COLUMNS = {UnitKind.DEPARTMENT: "department_category", UnitKind.STATION: "station_kind", UnitKind.SQUAD: "squad_kind"}
TO_APPLY = (State.NEW, State.CHANGED)


@transaction.atomic
def apply(run: Import, staged: Staged, *, actor, at) -> dict[str, int]:
    """Write the new and the changed rows of a dry run and close it; a run is applied once."""
    claimed = Import.objects.filter(pk=run.pk, applied_at=None)
    counts = {state.value: number for state, number in staged.counts.items()}
    if not claimed.update(applied_at=at, applied_by=actor, counts=counts, content=b""):
        raise ValidationError(_("This import has been applied already."))
    APPLY[run.kind](staged.of(*TO_APPLY), actor)
    return counts


def apply_units(rows: list[Row], actor) -> None:
    """Parents before children: kind by kind, from the sub-bureau down to the groups."""
    units = {unit.code: unit for unit in Unit.objects.select_related("station", "squad")}
    for kind in KINDS:
        for row in rows:
            if row.values["kind"] == kind:
                units[row.values["code"]] = _unit(row, units)


def _unit(row: Row, units: dict[str, Unit]) -> Unit:
    """Write one unit; station and squad follow from what it belongs to."""
    given, code = row.values, row.values["code"]
    unit = units.get(code) or Unit(code=code, order=0)
    for name in ("kind", "name", "short_name", "order"):
        setattr(unit, name, given[name])
    unit.name_en, unit.initials = given.get("name_en") or "", initials(unit.short_name)
    unit.is_special = bool(given.get("is_special"))
    for kind, column in DETAIL_COLUMNS.items():
        setattr(unit, column, given.get("detail") or "" if kind == unit.kind else "")
    _place(unit, _above(given, units))
    unit.save()
    belongs: dict[str, tuple[str, ...]] = {UnitKind.STATION: ("station",), UnitKind.SQUAD: ("squad",)}
    for column in belongs.get(unit.kind, ()):
        setattr(unit, column, unit)
        unit.save()
    return unit


def _above(given, units: dict[str, Unit]) -> Unit | None:
    if not given.get("parent"):
        return None
    if given["parent"] not in units:
        raise ValidationError(_("There is no unit with the code %(code)s.") % {"code": given["parent"]})
    return units[given["parent"]]


def _place(unit: Unit, above: Unit | None) -> None:
    if unit.kind == UnitKind.STREET:
        unit.station, unit.parent = above, None
        return
    unit.parent = above
    if unit.kind in (UnitKind.SQUAD, UnitKind.GROUP):
        unit.station = above.station
        unit.squad = above.squad if unit.kind == UnitKind.GROUP else unit.squad


def apply_people(rows: list[Row], actor) -> None:
    """New people come without an account: it is opened from a list of numbers."""
    known = {row.police_number: row for row in Person.objects.filter(police_number__in=[row.values["police_number"] for row in rows])}
    new, changed = [], []
    for row in rows:
        number = row.values["police_number"]
        person = known.get(number) or Person(police_number=number, password=make_password(None))
        person.name, person.initials = row.values["name"], initials(row.values["name"])
        person.joined_on = row.values.get("joined_on", person.joined_on)
        if "phone" in row.values:
            person.phone = row.values["phone"] or ""
        (changed if number in known else new).append(person)
    Person.objects.bulk_create(new, batch_size=500)
    Person.objects.bulk_update(changed, ["name", "initials", "phone_sealed", "phone_hash", "joined_on"], batch_size=500)


def apply_posts(rows: list[Row], actor) -> None:
    """New posts are given, changed ones corrected; nobody imports a post for himself."""
    numbers = {row.values["police_number"] for row in rows}
    if actor.police_number in numbers:
        raise ValidationError(_("Nobody gives a post to himself."))
    people = {row.police_number: row for row in Person.objects.filter(police_number__in=numbers)}
    units = {row.code: row for row in Unit.objects.filter(code__in={row.values["unit"] for row in rows})}
    new = [_post(row, people, units) for row in rows if row.state is State.NEW]
    with explained(new):
        Post.objects.bulk_create(new, batch_size=500)
    changed = list(_changed(row for row in rows if row.state is State.CHANGED))
    with explained(changed):
        Post.objects.bulk_update(changed, ["ends", "is_acting", "order_number"], batch_size=500)


def _post(row: Row, people, units) -> Post:
    given = row.values
    post = Post(person=people[given["police_number"]], unit=units[given["unit"]], role=given["role"], starts=given["starts"])
    return _filled(post, given)


def _changed(rows: Iterable[Row]):
    for row in rows:
        given = row.values
        post = Post.objects.get(
            person__police_number=given["police_number"], unit__code=given["unit"], role=given["role"], starts=given["starts"]
        )
        yield _filled(post, given)


def _filled(post: Post, given) -> Post:
    if "last_day" in given:
        post.ends = given["last_day"] + timedelta(days=1) if given["last_day"] else None
    if "is_acting" in given:
        post.is_acting = bool(given["is_acting"])
    if "order_number" in given:
        post.order_number = given["order_number"] or ""
    return post


APPLY = {"units": apply_units, "people": apply_people, "posts": apply_posts}
