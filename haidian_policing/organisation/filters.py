"""What the lists of people and accounts are searched by."""

from datetime import timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.organisation.models import Post, Unit
from haidian_policing.organisation.roles import ROLE_CHOICES
from haidian_policing.search.texts import narrowed

UNUSED = timedelta(days=90)


class PeopleFilter(forms.Form):
    q = forms.CharField(label=_("Name, initials or number"), required=False, max_length=40)
    unit = forms.ModelChoiceField(Unit.objects.none(), label=_("Unit"), required=False, empty_label=pgettext_lazy("filter", "All"))
    role = forms.ChoiceField(label=_("Post"), required=False, choices=[("", pgettext_lazy("filter", "All")), *ROLE_CHOICES])

    def __init__(self, data, *, person):
        super().__init__(data)
        units = Unit.objects.visible_to(person).current().filter(kind__in=("sub_bureau", "department", "station", "street"))
        self.fields["unit"].queryset = units.in_official_order()

    def apply(self, people, day):
        """The people who match; an unknown value matches nobody."""
        if not self.is_valid():
            return people.none()
        given = self.cleaned_data
        if given["q"]:
            people = narrowed(people, given["q"])
        posts = Post.objects.not_over(day)
        if given["unit"]:
            posts = posts.filter(Q(unit=given["unit"]) | Q(unit__station=given["unit"]) & ~Q(unit__kind="street"))
        if given["role"]:
            posts = posts.filter(role=given["role"])
        return people.holding(posts) if given["unit"] or given["role"] else people


class AccountFilter(forms.Form):
    STATES = [
        ("", pgettext_lazy("filter", "All")),
        ("unused", _("Not used for 90 days")),
        ("waiting", _("One-time password not used yet")),
        ("disabled", _("Disabled")),
        ("none", _("No account")),
    ]
    q = forms.CharField(label=_("Name, initials or number"), required=False, max_length=40)
    state = forms.ChoiceField(label=_("Account"), required=False, choices=STATES)

    def apply(self, people):
        if not self.is_valid():
            return people.none()
        if text := self.cleaned_data["q"]:
            people = narrowed(people, text)
        return people.filter(self._state(self.cleaned_data["state"]))

    def _state(self, state: str) -> Q:
        none, before = Q(password__startswith="!"), timezone.now() - UNUSED
        return {
            "unused": ~none & Q(is_active=True) & (Q(last_login__lt=before) | Q(last_login=None, password_changed_at__lt=before)),
            "waiting": ~none & Q(must_change_password=True),
            "disabled": Q(is_active=False),
            "none": none,
        }.get(state, Q())
