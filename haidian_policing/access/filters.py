"""What exceptions and keys are searched by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.access.choices import TokenScope
from haidian_policing.access.models import ObjectGrant
from haidian_policing.lists.filters import Quick


class GrantFilter(django_filters.FilterSet):
    q = Quick("user__name__icontains", "user__initials__startswith", "user__police_number__startswith", label=_("Name, initials or number"))


class GrantQuery(GrantFilter):
    """The page's conditions and those that a client asks for by key."""

    class Meta:
        model = ObjectGrant
        fields = ("user",)


class TokenFilter(django_filters.FilterSet):
    q = Quick("name__icontains", "tail", "person__name__icontains", "person__police_number", label=_("Key or person"))
    scope = django_filters.ChoiceFilter(choices=TokenScope, label=_("It may"))
