"""Who holds which grid, and the street-and-lane chiefs opposite, as sheets."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grids.choices import OF_A_GRID, AssignmentKind, ChiefLevel
from grids.models import Assignment, Grid, RoadChief
from grids.notices import tell_given
from grids.sets.dues import charge
from haidian_policing.imports.kinds import ImportKind, Stored, Words, phone_sealer
from haidian_policing.organisation.imports import Held, people, period_columns, police_column, unit_column
from haidian_policing.sheets import Column, Kind, Lookup


def grid_column(rows, **more: Any) -> Column:
    """Which grid: its code, or its name where only one has it."""
    lookup = Lookup(lambda: rows.order_by().values_list("code", "name"), _("no such grid within your reach"))
    given: dict[str, Any] = {"name": "grid", "label": _("Grid"), "required": True, "key": True} | more
    return Column(sample="HD-01-01", width=16, parse=lookup, note=_("Code, or the name."), **given)


class Assignments(ImportKind):
    code, label, may, model, rights = "assignments", gettext_lazy("Grid assignments"), "grid.assign", Assignment, True
    keys = ("grid", "police_number", "starts")
    stored = (
        Stored("grid", through="code"),
        Stored("police_number", "person", through="police_number"),
        *(Stored(name) for name in ("kind", "starts", "order_number", "reason")),
        Stored("last_day", "ends", inclusive=True),
    )

    def columns(self, words: Words, person) -> list[Column]:
        return [
            grid_column(Grid.objects.reachable_by(person, self.may)),
            police_column(people()),
            Column("kind", _("As"), required=True, choices=words(AssignmentKind.choices), sample=str(AssignmentKind.LEAD.label)),
            *period_columns(),
            Column("order_number", _("Order number"), sample="海公政任〔2026〕1号", width=24),
            Column("reason", _("Reason"), width=24),
        ]

    def known(self, person):
        return Assignment.objects.reachable_by(person, self.may)

    def strangers(self, rows, person) -> int:
        return rows.exclude(data__grid__in=list(Grid.objects.reachable_by(person, self.may).values_list("code", flat=True))).count()

    def checker(self, person):
        """A grid has one lead and one acting lead at a time, and nobody holds it twice."""
        rows = Assignment.objects.values_list("grid__code", "kind", "starts", "ends")
        leads = Held(rows.exclude(kind=AssignmentKind.ASSISTANT))
        held = Held(Assignment.objects.values_list("grid__code", "person__police_number", "starts", "ends"))

        def check(values):
            grid, kind, starts, last = values["grid"], values["kind"], values["starts"], values.get("last_day")
            problems = list(held.clash((grid, values["police_number"]), starts, last))
            if kind != AssignmentKind.ASSISTANT and not problems:
                problems = list(leads.clash((grid, kind), starts, last))
            return problems

        return check

    def applied(self, rows, *, actor, at) -> None:
        """What is due is charged to the new holders, who are told."""
        written = Assignment.objects.filter(pk__in=rows.values("target"))
        for starts in sorted(set(written.values_list("starts", flat=True))):
            charge(list(written.filter(starts=starts).values_list("grid", flat=True)), starts)
        tell_given(list(written.filter(pk__in=rows.filter(state="new").values("target"))))


class RoadChiefs(ImportKind):
    code, label, may, model = "chiefs", gettext_lazy("Street-and-lane chiefs"), "chief.manage", RoadChief
    keys = ("street", "road", "level", "name")
    stored = (
        Stored("street", through="code"),
        Stored("grid", through="code"),
        *(Stored(name) for name in ("level", "name", "duty", "road", "starts", "phone_hash")),
        Stored("phone_sealed", carried=True),
        Stored("last_day", "ends", inclusive=True),
    )

    def columns(self, words: Words, person) -> list[Column]:
        return [
            unit_column("street", name="street", label=_("Street")),
            Column("road", _("Road or area"), required=True, key=True, sample="成府路", width=24),
            Column(
                "level",
                _("Level"),
                required=True,
                key=True,
                choices=words(ChiefLevel.choices),
                sample=str(ChiefLevel(ChiefLevel.values[0]).label),
            ),
            Column("name", _("Name"), Kind.NAME, required=True, key=True, sample="王建国"),
            Column("duty", _("Duty"), sample="", width=24),
            grid_column(Grid.objects, required=False, key=False),
            Column("phone", _("Phone"), Kind.CODE, sample="10000000000", width=16, secret=True),
            *period_columns(key=False),
        ]

    def known(self, person):
        return RoadChief.objects.reachable_by(person, self.may)

    def strangers(self, rows, person) -> int:
        scope = person.standing.scope(self.may)
        return 0 if scope.everywhere else rows.exclude(data__street__in=self._codes(scope)).count()

    def _codes(self, scope) -> list[str]:
        return list(RoadChief.street.field.related_model.objects.filter(pk__in=scope.streets).values_list("code", flat=True))

    def checker(self, person):
        scope = person.standing.scope(self.may)
        reached, exchange = None if scope.everywhere else set(self._codes(scope)), phone_sealer(RoadChief.PHONE)

        def check(values):
            if reached is not None and values["street"] not in reached:
                yield "street", _("not within your reach"), ""
            if values["level"] in OF_A_GRID and not values.get("grid"):
                yield "grid", _("is missing: a chief of a back alley and a steward belong to a grid"), ""
            if (last := values.get("last_day")) and last < values["starts"]:
                yield "last_day", _("is before the first day"), ""
            exchange(values)

        return check


IMPORTS: tuple[ImportKind, ...] = (Assignments(), RoadChiefs())
