"""What of the workstations is searched and picked from: the sites."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.search.kinds import Kind
from workstations.models import Site


class Sites(Kind):
    code, label, icon, page, may = "site", _("Workstations"), "building", "workstations:site_detail", "visit.view"

    def rows(self, person, at: str = ""):
        return Site.objects.visible_to(person).select_related("station")

    def note(self, row) -> str:
        return str(row.station)


SEARCHED = PICKED = (Sites(),)
