"""What a reader of teams asks for; shared by the list and the API."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.lists.filters import Pick, Quick
from haidian_policing.organisation.models import Unit
from teams.choices import Level
from teams.models import Team, TeamKind


def stations_in_reach(request):
    """Stations that have a team which this reader may see."""
    if request is None:
        return Unit.objects.none()
    return Unit.objects.filter(pk__in=Team.objects.visible_to(request.user).order_by().values("station"))


class TeamFilter(django_filters.FilterSet):
    """Name or initials, station, kind, level, and only those under 1 + 1 + 4."""

    q = Quick("name__icontains", "initials__istartswith", label=_("Name or initials"))
    station = Pick(kind="station", label=_("Station"), queryset=stations_in_reach)
    kind = Pick(kind="team_kind", label=_("Kind of team"), queryset=TeamKind.objects.all())
    level = django_filters.ChoiceFilter(label=pgettext_lazy("team", "Level"), choices=Level)
    short = django_filters.BooleanFilter(label=_("Under 1+1+4 only"), method="only_short", widget=forms.CheckboxInput)

    def only_short(self, teams, _name, value):
        return teams.with_gaps(timezone.localdate()).lacking() if value else teams


class PostFilter(django_filters.FilterSet):
    q = Quick("person__name__icontains", "person__initials__istartswith", "body__icontains", label=_("Name or body"))
    station = Pick(kind="station", label=_("Station"), queryset=stations_in_reach)
