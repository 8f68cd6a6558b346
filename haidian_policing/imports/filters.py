"""What imports are searched by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.imports.choices import ImportState
from haidian_policing.imports.kinds import IMPORTS
from haidian_policing.imports.models import Import
from haidian_policing.lists.filters import Quick, Since, Until


def sheets():
    return [(code, row.label) for code, row in IMPORTS.items()]


class ImportFilter(django_filters.FilterSet):
    q = Quick("name__icontains", "uploaded_by__name__icontains", "uploaded_by__police_number", label=_("File or person"))
    kind = django_filters.ChoiceFilter(choices=sheets, label=_("Sheet"))
    state = django_filters.ChoiceFilter(choices=ImportState, label=_("State"))
    since = Since(field_name="uploaded_at", label=_("From"))
    until = Until(field_name="uploaded_at", label=_("Until"))

    class Meta:
        model = Import
        fields: tuple = ()
