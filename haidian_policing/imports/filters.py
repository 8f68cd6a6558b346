"""What imports are searched by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.imports.choices import ImportState
from haidian_policing.imports.kinds import IMPORTS
from haidian_policing.lists.filters import Quick, Since, Until


class ImportFilter(django_filters.FilterSet):
    q = Quick("name__icontains", "uploaded_by__name__icontains", "uploaded_by__police_number", label=_("File or person"))
    kind = django_filters.ChoiceFilter(choices=IMPORTS.choices, label=_("Sheet"))
    state = django_filters.ChoiceFilter(choices=ImportState, label=_("State"))
    since = Since("uploaded_at")
    until = Until("uploaded_at")
