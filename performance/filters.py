"""What editions are searched by; shared by the list and the API."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.filters import Quick, day
from performance.choices import EditionState, League, PeriodKind
from performance.models import Edition


class EditionFilter(django_filters.FilterSet):
    q = Quick("reason__icontains", "published_by__name__icontains", "issued_by__name__icontains", label=_("Name or reason"))
    kind = django_filters.ChoiceFilter(field_name="period__kind", choices=PeriodKind.choices, label=_("Kind of period"))
    state = django_filters.ChoiceFilter(choices=EditionState.choices, label=_("State"))
    league = django_filters.ChoiceFilter(choices=League.choices, label=_("League"))
    since = day(field_name="period__ends", lookup_expr="gt", label=_("Period from"))
    until = day(field_name="period__starts", lookup_expr="lte", label=_("Period until"))


class EditionQuery(EditionFilter):
    """The page's conditions and the number of the edition, for clients."""

    class Meta:
        model = Edition
        fields = ("number",)
