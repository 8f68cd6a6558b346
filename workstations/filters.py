"""What a reader of visits asks for; shared by the list and the API."""

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from workstations.choices import VisitState
from workstations.models import Service, Site, Visit

ASKED_STATES = [("open", _("Not finished")), ("served", _("Served")), *VisitState.choices]


def sites_in_reach(request):
    return Site.objects.visible_to(request.user) if request else Site.objects.none()


def day(label: str, lookup: str) -> django_filters.DateFilter:
    return django_filters.DateFilter(field_name="day", lookup_expr=lookup, label=label, widget=forms.DateInput(attrs={"type": "date"}))


class VisitFilter(django_filters.FilterSet):
    """Site, service, state (also “not finished” and “served”) and days, both included."""

    site = django_filters.ModelChoiceFilter(label=_("Workstation"), queryset=sites_in_reach, empty_label=_("All"))
    service = django_filters.ModelChoiceFilter(label=_("Service"), queryset=Service.objects.at_windows(), empty_label=_("All"))
    state = django_filters.ChoiceFilter(label=_("State"), choices=ASKED_STATES, method="in_state", empty_label=_("All"))
    since = day(_("From day"), "gte")
    until = day(_("To day"), "lte")

    class Meta:
        model = Visit
        fields: tuple = ()

    def in_state(self, visits, _name, value):
        return {"open": visits.open, "served": visits.served}.get(value, lambda: visits.filter(state=value))()
