"""What the audit log is searched by."""

import django_filters
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.audit.choices import Action, Result
from haidian_policing.lists.filters import Since, Until


class EventFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name or number"), method="who")
    action = django_filters.ChoiceFilter(label=pgettext_lazy("audit", "What"), choices=Action.choices)
    since = Since("at")
    until = Until("at")
    result = django_filters.ChoiceFilter(label=pgettext_lazy("audit", "Result"), choices=Result.choices)
    address = django_filters.CharFilter(label=_("Address"))

    def who(self, events, _name, text):
        return events.filter(Q(actor__police_number=text.strip()) | Q(actor_label__icontains=text.strip()))
