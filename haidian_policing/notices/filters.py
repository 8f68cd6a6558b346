"""What notices with receipts and webhooks are searched by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.filters import Quick, Since, Until
from haidian_policing.notices.choices import HookState
from haidian_policing.notices.models import Circular, Webhook


class CircularFilter(django_filters.FilterSet):
    q = Quick("title__icontains", "author__name__icontains", label=_("Title or sender"))
    since = Since(field_name="sent_at", label=_("From"))
    until = Until(field_name="sent_at", label=_("Until"))

    class Meta:
        model = Circular
        fields: tuple = ()


class WebhookFilter(django_filters.FilterSet):
    q = Quick("name__icontains", "url__icontains", label=_("Name or address"))
    state = django_filters.ChoiceFilter(choices=HookState, label=_("State"))

    class Meta:
        model = Webhook
        fields: tuple = ()
