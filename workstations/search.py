"""What of the workstations is searched and picked from: the sites and the services of their windows."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.search.kinds import Kind
from workstations.models import Service, Site


class Sites(Kind):
    code, label, icon, page, may = "site", _("Workstations"), "building", "workstations:site_detail", "visit.view"

    def rows(self, person, at: str = ""):
        return Site.objects.visible_to(person).select_related("station")

    def note(self, row) -> str:
        return str(row.station)


class Services(Kind):
    """What is done at a window."""

    code, may = "service", "visit.view"

    def rows(self, person, at: str = ""):
        return Service.objects.at_windows()

    def note(self, row) -> str:
        return str(row.get_family_display())


SEARCHED = (Sites(),)
PICKED = (Sites(), Services())
