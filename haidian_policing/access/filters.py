"""What exceptions are searched by."""

import django_filters
from django.utils.translation import gettext_lazy as _

from haidian_policing.access.models import ObjectGrant
from haidian_policing.lists.filters import Quick


class GrantFilter(django_filters.FilterSet):
    q = Quick("user__name__icontains", "user__initials__startswith", "user__police_number__startswith", label=_("Name, initials or number"))

    class Meta:
        model = ObjectGrant
        fields: tuple = ()
