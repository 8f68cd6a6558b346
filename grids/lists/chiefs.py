"""Street-and-lane chiefs and alley stewards: who stands for which road, with the telephone masked."""

from django.utils.translation import gettext_lazy as _

from grids.choices import ChiefLevel
from grids.filters import ChiefFilter
from grids.models import RoadChief
from haidian_policing.access.masking import masked_phone
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import List
from haidian_policing.sealing import unseal

PHONE = "grids.road_chief"  # what the telephones are sealed for


def clear(row) -> str:
    return unseal(row["phone_sealed"], PHONE) if row["phone_sealed"] else ""


class ChiefList(List):
    code = "chiefs"
    page = "grids:chief_list"
    label = _("Street-and-lane chiefs")
    subtitle = _("The civil side of each road and alley, named by the street; those of today.")
    model = RoadChief
    filterset = ChiefFilter
    may = "grid.view"
    order = ("street__order", "pk")
    fields = ("name", "duty", "road", "phone_sealed", "starts", "ends", "grid_id")
    names = {"street": ("street__short_name", "street__name_en"), "grid": ("grid__name", "grid__name_en")}
    words = {"level": ChiefLevel}
    columns = (
        Column("name", _("Name"), sort="name", title=True),
        Column("road", _("Road or area"), sort="road", width=28),
        Column("level", _("Level"), sort="level", width=20),
        Column("street", _("Street"), sort="street__order"),
        Column("grid", _("Grid")),
        Column("duty", _("Duty"), clip=True, width=20),
        Column("phone", _("Phone"), "mono", unmask="person.phone", full=clear, width=16),
        Column("starts", _("Since"), "date", sort="starts"),
    )

    def queryset(self, person):
        return RoadChief.objects.visible_to(person).on(person.standing.day)

    def told(self, rows, at):
        for row in rows:
            row["phone"] = masked_phone(clear(row))
        return rows


CHIEFS = ChiefList()
