"""What a reader of visits asks for; shared by the list and the API."""

import django_filters
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.lists.filters import Pick, Quick, day, pointing
from haidian_policing.organisation.models import Person, Unit
from workstations.choices import SiteStage, VisitState
from workstations.models import Service, Site

ASKED_STATES = [("open", _("Not finished")), ("served", _("Served")), *VisitState.choices]


def units_of(column: str):
    """The stations or streets that have a workstation in the reader's reach."""

    def units(request):
        return Unit.objects.filter(pk__in=sites_in_reach(request).order_by().values(column)).in_official_order()

    return units


def sites_in_reach(request):
    return Site.objects.visible_to(request.user) if request else Site.objects.none()


class SiteFilter(django_filters.FilterSet):
    q = Quick("name__icontains", "name_en__icontains", "code__iexact", label=_("Name or code"))
    stage = django_filters.ChoiceFilter(label=pgettext_lazy("site", "Stage"), choices=SiteStage)
    station = Pick(kind="station", label=_("Station"), queryset=units_of("station"))
    street = Pick(kind="street", label=_("Street"), queryset=units_of("street"))


class VisitFilter(django_filters.FilterSet):
    """Number, clerk or workstation, site, service, state (also “not finished” and “served”) and days, both included."""

    q = django_filters.CharFilter(label=_("Number, clerk or workstation"), method="called")
    site = Pick(kind="site", label=_("Workstation"), queryset=sites_in_reach)
    service = Pick(kind="service", label=_("Service"), queryset=Service.objects.at_windows())
    state = django_filters.ChoiceFilter(label=_("State"), choices=ASKED_STATES, method="in_state")
    since = day(field_name="day", lookup_expr="gte", label=_("From day"))
    until = day(field_name="day", lookup_expr="lte", label=_("To day"))

    def called(self, visits, _name, value):
        """A number as on the slip (1126-007 or 7), otherwise a name."""
        number = value.rpartition("-")[2].strip()
        if number.isascii() and number.isdecimal() and len(number) < 6:
            return visits.filter(number=int(number))
        clerks, sites = Person.objects.filter(name__icontains=value), Site.objects.filter(name__icontains=value)
        return visits.filter(pointing("clerk", clerks) | pointing("site", sites))

    def in_state(self, visits, _name, value):
        return {"open": visits.open, "served": visits.served}.get(value, lambda: visits.filter(state=value))()
