"""The sheets of the organisation: units, people and posts, as an office fills them in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidian_policing.organisation.choices import DepartmentCategory, SquadKind, StationKind, UnitKind
from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.organisation.roles import ROLES
from haidian_policing.organisation.rules import fits
from haidian_policing.sheets import Column, Kind, Staged, stage

Known = Mapping[tuple, Mapping[str, Any]]
DETAILS = {UnitKind.DEPARTMENT: DepartmentCategory, UnitKind.STATION: StationKind, UnitKind.SQUAD: SquadKind}


@dataclass(frozen=True)
class SheetKind:
    """One sheet: its columns, what stands in the database for some keys, and the rules over several columns of a row."""

    code: str
    label: str
    columns: Callable[[Callable], Sequence[Column]]
    known: Callable[[Sequence[tuple]], Known]
    check: Callable[[], Callable]

    def staged(self, sheet) -> Staged:
        return stage(self.columns(both), sheet, self.known, self.check())

    def to_fill_in(self) -> Sequence[Column]:
        """The columns of a template, with drop-downs in the reader's language only."""
        return self.columns(own)


def yes_or_nothing(value: bool) -> bool | None:
    """No and an empty cell are the same."""
    return value or None


def own(choices) -> dict[str, Any]:
    return {str(label): value for value, label in choices}


def both(choices) -> dict[str, Any]:
    """Label -> value, in both languages: a sheet made in one is read in the other."""
    found = {}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            found |= {str(label): value for value, label in choices}
    return found


def unit_columns(words) -> list[Column]:
    details = [(value, label) for kind in DETAILS.values() for value, label in kind.choices]
    return [
        Column("code", _("Unit code"), required=True, key=True, sample="S-HD", width=14),
        Column("kind", _("Kind of unit"), required=True, choices=words(UnitKind.choices), sample=str(UnitKind.STATION.label)),
        Column("name", _("Full name"), required=True, sample="海淀派出所", width=24),
        Column("short_name", _("Short name"), required=True, sample="海淀所"),
        Column("name_en", _("English name"), sample="Haidian Police Station", width=24),
        Column("parent", _("Belongs to (code)"), sample="HDFJ", note=_("For a street: the station that serves it.")),
        Column("order", _("Official order"), kind=Kind.INTEGER, required=True, sample=1100),
        Column("detail", _("Type"), choices=words(details), sample=str(StationKind.HOUSEHOLD.label)),
        Column("is_special", _("Special group"), kind=Kind.YES_NO, sample="", parse=yes_or_nothing),
    ]


def known_units(keys) -> Known:
    rows = Unit.objects.filter(code__in=[key[0] for key in keys]).select_related("parent", "station")
    return {(row.code,): _unit_values(row) for row in rows}


def _unit_values(unit: Unit) -> dict[str, Any]:
    above = unit.station if unit.kind == UnitKind.STREET else unit.parent
    return {
        "kind": unit.kind,
        "name": unit.name,
        "short_name": unit.short_name,
        "name_en": unit.name_en or None,
        "parent": above.code if above else None,
        "order": unit.order,
        "detail": unit.department_category or unit.station_kind or unit.squad_kind or None,
        "is_special": unit.is_special or None,
    }


def check_units():
    """A type fits its kind; whoever belongs to a squad or station says to which."""

    def check(values):
        kind, detail = values["kind"], values.get("detail")
        if detail and detail not in (DETAILS[kind].values if kind in DETAILS else ()):
            yield "detail", _("this type is of another kind of unit"), ""
        if kind in DETAILS and not detail:
            yield "detail", _("must not be empty for this kind of unit"), ""
        if kind in (UnitKind.SQUAD, UnitKind.GROUP) and not values.get("parent"):
            yield "parent", _("must not be empty for this kind of unit"), ""

    return check


def person_columns(words) -> list[Column]:
    return [
        Column("police_number", _("Police number"), kind=Kind.CODE, required=True, key=True, sample="012345", width=14),
        Column("name", _("Name"), kind=Kind.NAME, required=True, sample="王建国"),
        Column("phone", _("Phone"), kind=Kind.CODE, sample="10000000000", width=16),
        Column("joined_on", _("Joined on"), kind=Kind.DATE, sample="2012-07-01", width=14),
    ]


def known_people(keys) -> Known:
    rows = Person.objects.filter(police_number__in=[key[0] for key in keys])
    return {(row.police_number,): {"name": row.name, "phone": row.phone or None, "joined_on": row.joined_on} for row in rows}


def check_people():
    return lambda values: ()


def post_columns(words) -> list[Column]:
    return [
        Column("police_number", _("Police number"), kind=Kind.CODE, required=True, key=True, sample="012345", width=14),
        Column("unit", _("Unit code"), required=True, key=True, sample="S-HD", width=14),
        Column(
            "role",
            _("Post"),
            required=True,
            key=True,
            choices=words([(code, row.label) for code, row in ROLES.items()]),
            sample=str(ROLES["chief"].label),
            width=16,
        ),
        Column("starts", _("First day"), kind=Kind.DATE, required=True, key=True, sample="2026-01-01", width=14),
        Column("last_day", _("Last day"), kind=Kind.DATE, sample="", width=14, note=_("Empty where the end is open.")),
        Column("is_acting", _("Acting"), kind=Kind.YES_NO, sample="", parse=yes_or_nothing),
        Column("order_number", _("Order number"), sample="海公政任〔2026〕1号", width=24),
    ]


def known_posts(keys) -> Known:
    rows = Post.objects.filter(person__police_number__in={key[0] for key in keys}).select_related("person", "unit")
    return {
        (row.person.police_number, row.unit.code, row.role, row.starts): {
            "last_day": row.ends - timedelta(days=1) if row.ends else None,
            "is_acting": row.is_acting or None,
            "order_number": row.order_number or None,
        }
        for row in rows
    }


def check_posts():
    """The person and the unit are there, the role fits, the days are in order and no such post overlaps."""
    units = dict(Unit.objects.values_list("code", "kind"))
    people = set(Person.objects.values_list("police_number", flat=True))
    held: dict[tuple, list] = {}
    for number, unit, role, starts, ends in Post.objects.values_list("person__police_number", "unit__code", "role", "starts", "ends"):
        held.setdefault((number, unit, role), []).append((starts, ends))

    def check(values):
        if values["police_number"] not in people:
            yield "police_number", _("nobody has this number; import the people first"), ""
        if values["unit"] not in units:
            yield "unit", _("there is no unit with this code"), ""
        elif not fits(values["role"], units[values["unit"]]):
            yield "role", _("not a post of this unit"), ""
        starts, last = values["starts"], values.get("last_day")
        if last and last < starts:
            yield "last_day", _("is before the first day"), ""
        for others, over in held.get((values["police_number"], values["unit"], values["role"]), ()):
            if others != starts and (last is None or others <= last) and (over is None or over > starts):
                yield "starts", _("overlaps the same post from %(starts)s") % {"starts": others}, ""

    return check


SHEETS = {
    row.code: row
    for row in (
        SheetKind("units", gettext_lazy("Units"), unit_columns, known_units, check_units),
        SheetKind("people", gettext_lazy("People"), person_columns, known_people, check_people),
        SheetKind("posts", gettext_lazy("Posts"), post_columns, known_posts, check_posts),
    )
}
