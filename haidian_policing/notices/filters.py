"""What notices with receipts and webhooks are searched by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.filters import Quick, Since, Until
from haidian_policing.notices.choices import HookState


class CircularFilter(django_filters.FilterSet):
    q = Quick("title__icontains", "author__name__icontains", label=_("Title or sender"))
    since = Since("sent_at")
    until = Until("sent_at")


class WebhookFilter(django_filters.FilterSet):
    q = Quick("name__icontains", "url__icontains", label=_("Name or address"))
    state = django_filters.ChoiceFilter(choices=HookState, label=_("State"))
