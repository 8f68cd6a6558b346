"""Each grid with its officer and its workload."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup, escape

from grids.filters import GridFilter
from grids.models import Grid
from haidian_policing.access.standing import may
from haidian_policing.lists import cells
from haidian_policing.lists.columns import Column, Value
from haidian_policing.lists.declaration import Link, List


def _lead(row) -> str:
    if not row["lead_name"]:
        return cells.badge(_("Nobody"), "bad")
    return escape(row["lead_name"]) + Markup(' <span class="mono muted">%s</span>') % row["lead_number"]


class GridList(List):
    code = "grids"
    page = "grids:grid_list"
    label = _("Grids")
    subtitle = _("Each grid, its officer and its workload")
    model = Grid
    filterset = GridFilter
    may = "grid.view"
    order = ("station__order", "code")
    fields = ("code", "population", "tidal_population", "index", "lead_name", "lead_number", "complexity", "hazards")
    names = {
        "name": ("name", "name_en"),
        "station": ("station__short_name", "station__name_en"),
        "street": ("street__short_name", "street__name_en"),
        "squad": ("squad__short_name", "squad__name_en"),
    }
    href = "grids:grid_detail"
    empty = (_("No grid found"), _("No grid in your reach fits these conditions."))
    columns = (
        Column("name", _("Grid"), sort="name", title=True, width=20),
        Column("code", _("Grid number"), "mono", sort="code"),
        Column("station", _("Station"), sort="station__order"),
        Column("street", _("Street"), sort="street__order"),
        Column(
            "lead",
            _("Lead officer"),
            sort="lead_name",
            blank=True,
            draw=_lead,
            sheet=(
                Value(_("Lead officer"), lambda row: row["lead_name"]),
                Value(_("Police number"), lambda row: row["lead_number"], "mono"),
            ),
        ),
        Column("population", _("Actual population"), "number", sort="population"),
        Column("tidal_population", _("Tidal population"), "number", sort="tidal_population"),
        Column(
            "index",
            _("Workload index"),
            "number",
            sort="index",
            blank=True,
            draw=lambda row: "-" if row["index"] is None else f"{row['index']:,.0f}",
        ),
        Column("squad", _("Squad"), shown=False),
        Column("complexity", _("Complexity"), "number", shown=False),
        Column("hazards", _("Hazards"), "number", shown=False),
    )

    def queryset(self, person):
        day = person.standing.day
        return Grid.objects.visible_to(person).on(day).with_lead(day).with_index(day)

    def links(self, person):
        return [
            Link(_("Map"), reverse("grids:grid_map"), "map"),
            Link(_("Workload"), reverse("grids:workload"), "chart-bar"),
            Link(_("Street-and-lane chiefs"), reverse("grids:chief_list"), "route"),
        ]

    def act_for(self, person):
        link = cells.anchor(_("Assign"), "grids:grid_assign")
        return (lambda row: link(row["pk"])) if may(person, "grid.assign") else None


GRIDS = GridList()
