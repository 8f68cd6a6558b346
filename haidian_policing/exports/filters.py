"""What exports are searched by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.exports.choices import Form
from haidian_policing.exports.papers import PAPERS
from haidian_policing.lists.filters import Quick, Since, Until
from haidian_policing.lists.registry import LISTS


def sources():
    return LISTS.choices() + PAPERS.choices()


class ExportFilter(django_filters.FilterSet):
    q = Quick("file__name__icontains", label=_("File"))
    listed = django_filters.ChoiceFilter(choices=sources, label=_("List"))
    form = django_filters.ChoiceFilter(choices=Form, label=_("File format"))
    since = Since("requested_at")
    until = Until("requested_at")
