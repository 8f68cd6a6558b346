"""Units of every kind in official order, as a table beside the tree."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import Link, List
from haidian_policing.organisation.choices import DepartmentCategory, SquadKind, StationKind, UnitKind
from haidian_policing.organisation.filters import UnitFilter
from haidian_policing.organisation.models import Unit


class UnitList(List):
    code = "units"
    page = "organisation:unit_table"
    label = _("Units as a table")
    model = Unit
    filterset = UnitFilter
    may = "person.view"
    order = ("order", "pk")
    fields = ("code", "name", "initials", "order", "is_special", "posted")
    names = {
        "short": ("short_name", "name_en"),
        "above": ("parent__short_name", "parent__name_en"),
        "of": ("station__short_name", "station__name_en"),
    }
    words = {"kind": UnitKind, "department_category": DepartmentCategory, "station_kind": StationKind, "squad_kind": SquadKind}
    href = "organisation:unit_detail"
    columns = (
        Column("short", _("Unit"), sort="order", title=True, width=18),
        Column("name", _("Full name"), sort="name", width=28),
        Column("code", _("Unit code"), "mono", sort="code"),
        Column("kind", _("Kind of unit"), sort="kind"),
        Column("detail", _("Type")),
        Column("above", _("Belongs to")),
        Column("of", _("Station"), shown=False),
        Column("posted", _("People on post"), "number"),
        Column("order", _("Official order"), "number", sort="order", shown=False),
    )

    def queryset(self, person):
        return Unit.objects.visible_to(person).current().with_posted(person.standing.day)

    def told(self, rows, at):
        for row in rows:
            row["detail"] = row["department_category"] or row["station_kind"] or row["squad_kind"]
        return rows

    def links(self, person):
        return [Link(_("Units as a tree"), reverse("organisation:unit_list"), "sitemap")]


UNITS = UnitList()
