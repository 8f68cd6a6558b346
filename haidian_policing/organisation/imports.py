"""The sheets of the organisation, as an office fills them in: units, people, posts, absences."""

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from haidian_policing.imports.kinds import ImportKind, Stored, Words, phone_sealer
from haidian_policing.organisation.choices import AbsenceKind, DepartmentCategory, SquadKind, StationKind, UnitKind
from haidian_policing.organisation.models import PHONE, Absence, Person, Post, Unit
from haidian_policing.organisation.pinyin import initials
from haidian_policing.organisation.roles import ROLES
from haidian_policing.organisation.rules import fits
from haidian_policing.sheets import Column, Kind, Lookup

DETAILS = {
    UnitKind.DEPARTMENT: ("department_category", DepartmentCategory),
    UnitKind.STATION: ("station_kind", StationKind),
    UnitKind.SQUAD: ("squad_kind", SquadKind),
}


def yes_or_nothing(value: bool) -> bool | None:
    """No and an empty cell are the same."""
    return value or None


def units(*kinds: str) -> Lookup:
    """Units by code, full or short name."""
    rows = Unit.objects.filter(kind__in=kinds) if kinds else Unit.objects
    return Lookup(lambda: rows.values_list("code", "name", "short_name"), _("there is no unit with this code or name"))


def people(found=None) -> Lookup:
    """People by police number, or by a name that only one of them has."""
    rows = Person.objects if found is None else found
    return Lookup(lambda: rows.values_list("police_number", "name"), _("nobody has this number or name; import the people first"))


def police_column(lookup: Lookup | None = None, **more: Any) -> Column:
    """Who is meant: the police number; where it only refers to somebody the name will do if nobody else has it."""
    note = _("The name will do where only one person has it.") if lookup else ""
    given: dict[str, Any] = {"name": "police_number", "label": _("Police number"), "required": True, "key": True} | more
    return Column(kind=Kind.CODE, sample="012345", width=14, parse=lookup, note=note, **given)


def unit_column(*kinds: str, **more: Any) -> Column:
    """Which unit: its code, or its full or short name where only one has it."""
    given: dict[str, Any] = {"name": "unit", "label": _("Unit"), "required": True, "key": True, "aliases": (_("Unit code"), "单位编码")}
    told = {"note": _("Code, full or short name."), "sample": "S-HD", "width": 14}
    return Column(parse=units(*kinds), **given | told | more)


def period_columns(*, key: bool = True, open_end: bool = True) -> list[Column]:
    last: dict[str, Any] = {"note": _("Empty where the end is open.")} if open_end else {"required": True, "sample": "2026-01-31"}
    return [
        Column("starts", _("First day"), kind=Kind.DATE, required=True, key=key, sample="2026-01-01", width=14),
        Column("last_day", _("Last day"), kind=Kind.DATE, width=14, aliases=("截止日期", "结束日期"), **last),
    ]


class Held:
    """Periods by what they are about, those that exist and those of the sheet so far: the next one must not overlap."""

    def __init__(self, rows) -> None:
        self._held: dict[tuple, dict[date, date | None]] = {}
        for *key, starts, ends in rows:
            self.add(tuple(key), starts, ends - timedelta(days=1) if ends else None)

    def add(self, key: tuple, starts: date, last: date | None) -> None:
        self._held.setdefault(key, {})[starts] = last

    def clash(self, key: tuple, starts: date, last: date | None):
        """The problem of a period, if it has one; otherwise it is held from now on."""
        if last and last < starts:
            yield "last_day", _("is before the first day"), ""
            return
        for other, end in self._held.get(key, {}).items():
            if other != starts and (last is None or other <= last) and (end is None or end >= starts):
                yield "starts", _("overlaps what begins on %(starts)s") % {"starts": other}, ""
                return
        self.add(key, starts, last)


class Units(ImportKind):
    code, label, may, model, rights = "units", gettext_lazy("Units"), "organisation.manage", Unit, True
    keys, within_file = ("code",), frozenset({"above", "station", "squad"})
    stored = (
        *(Stored(name) for name in ("code", "kind", "name", "short_name", "name_en", "order", "is_special")),
        *(Stored(name) for name, _choices in DETAILS.values()),
        Stored("above", "parent", through="code"),
        Stored("station", through="code"),
        Stored("squad", through="code"),
        Stored("initials", carried=True),
    )
    notes = (gettext_lazy("Write a unit below the one that it belongs to."),)

    def columns(self, words: Words, person) -> list[Column]:
        details = [choice for _name, choices in DETAILS.values() for choice in choices.choices]
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

    def checker(self, person):
        """A type fits its kind; whoever belongs somewhere says where; station and squad follow from it."""
        places = {code: (kind, station, squad) for code, kind, station, squad in self._places()}

        def check(values):
            kind, parent = values["kind"], values.pop("parent", None)
            yield from _detail_problems(kind, values.get("detail"))
            if kind in (UnitKind.SQUAD, UnitKind.GROUP) and not parent:
                yield "parent", _("must not be empty for this kind of unit"), ""
            elif parent and parent not in places:
                yield "parent", _("there is no unit with this code, neither here above nor in the portal"), ""
            else:
                _place(values, parent, places)

        return check

    def _places(self):
        return Unit.objects.values_list("code", "kind", "station__code", "squad__code")


def _detail_problems(kind: str, detail: str | None):
    choices = DETAILS[kind][1].values if kind in DETAILS else ()
    if detail and detail not in choices:
        yield "detail", _("this type is of another kind of unit"), ""
    if choices and not detail:
        yield "detail", _("must not be empty for this kind of unit"), ""


def _place(values: dict[str, Any], parent: str | None, places: dict) -> None:
    """Complete the row by what follows from its kind and from what it belongs to."""
    kind, code, detail = values["kind"], values["code"], values.pop("detail", None)
    _kind, station, squad = places.get(parent, ("", None, None))
    values |= {name: detail if kind == of else None for of, (name, _choices) in DETAILS.items()}
    values["above"] = None if kind == UnitKind.STREET else parent
    values["station"] = {UnitKind.STATION: code, UnitKind.STREET: parent}.get(kind, station)
    values["squad"] = code if kind == UnitKind.SQUAD else squad if kind == UnitKind.GROUP else None
    values["initials"] = initials(values["short_name"])
    places[code] = (kind, values["station"], values["squad"])


class People(ImportKind):
    code, label, may, model, rights = "people", gettext_lazy("People"), "organisation.manage", Person, True
    keys = ("police_number",)
    stored = (
        *(Stored(name) for name in ("police_number", "name", "joined_on", "phone_hash")),
        Stored("phone_sealed", carried=True),
        Stored("initials", carried=True),
    )
    notes = (gettext_lazy("People come without an account: accounts are opened from a list of numbers."),)

    def columns(self, words: Words, person) -> list[Column]:
        return [
            police_column(),
            Column("name", _("Name"), kind=Kind.NAME, required=True, sample="王建国"),
            Column("phone", _("Phone"), kind=Kind.CODE, sample="10000000000", width=16, secret=True),
            Column("joined_on", _("Joined on"), kind=Kind.DATE, sample="2012-07-01", width=14),
        ]

    def checker(self, person):
        exchange = phone_sealer(PHONE)

        def check(values):
            values["initials"] = initials(values["name"])
            exchange(values)
            return ()

        return check

    def constants(self) -> dict[str, Any]:
        return {"password": make_password(None)}


class Posts(ImportKind):
    code, label, may, model, rights = "posts", gettext_lazy("Posts"), "organisation.manage", Post, True
    keys = ("police_number", "unit", "role", "starts")
    stored = (
        Stored("police_number", "person", through="police_number"),
        Stored("unit", through="code"),
        *(Stored(name) for name in ("role", "starts", "is_acting", "order_number")),
        Stored("last_day", "ends", inclusive=True),
    )

    def columns(self, words: Words, person) -> list[Column]:
        roles = words([(code, row.label) for code, row in ROLES.items()])
        chief = str(ROLES["chief"].label)
        return [
            police_column(people()),
            unit_column(),
            Column("role", _("Post"), required=True, key=True, choices=roles, sample=chief, width=16),
            *period_columns(),
            Column("is_acting", _("Acting"), kind=Kind.YES_NO, sample="", parse=yes_or_nothing),
            Column("order_number", _("Order number"), sample="海公政任〔2026〕1号", width=24),
        ]

    def checker(self, person):
        """Nobody gives himself a post; the role fits the unit; no such post overlaps."""
        kinds = dict(Unit.objects.values_list("code", "kind"))
        held = Held(Post.objects.values_list("person__police_number", "unit__code", "role", "starts", "ends"))

        def check(values):
            number, unit, role = values["police_number"], values["unit"], values["role"]
            if number == person.police_number:
                yield "police_number", _("Nobody gives a post to himself."), ""
            if not fits(role, kinds[unit]):
                yield "role", _("not a post of this unit"), ""
            yield from held.clash((number, unit, role), values["starts"], values.get("last_day"))

        return check


class Absences(ImportKind):
    code, label, may, model, rights = "absences", gettext_lazy("Absences"), "absence.manage", Absence, True
    keys = ("police_number", "starts")
    stored = (
        Stored("police_number", "person", through="police_number"),
        Stored("cover", through="police_number"),
        *(Stored(name) for name in ("kind", "starts", "order_number")),
        Stored("last_day", "ends", inclusive=True),
    )

    def columns(self, words: Words, person) -> list[Column]:
        kind = str(AbsenceKind(AbsenceKind.values[0]).label)
        return [
            police_column(people()),
            Column("kind", _("Kind of absence"), required=True, choices=words(AbsenceKind.choices), sample=kind),
            *period_columns(open_end=False),
            police_column(people(), name="cover", label=_("Covered by"), required=False, key=False),
            Column("order_number", _("Order number"), required=True, sample="海公政假〔2026〕1号", width=24),
        ]

    def known(self, person):
        return Absence.objects.filter(person__in=Person.objects.reachable_by(person, self.may))

    def checker(self, person):
        held = Held(Absence.objects.values_list("person__police_number", "starts", "ends"))

        def check(values):
            if values.get("cover") == values["police_number"]:
                yield "cover", _("Nobody covers for himself."), ""
            yield from held.clash((values["police_number"],), values["starts"], values["last_day"])

        return check


IMPORTS: tuple[ImportKind, ...] = (Units(), People(), Posts(), Absences())
