"""What the lists of people, posts, absences and accounts are searched by; shared by pages and API."""

from datetime import timedelta

import django_filters
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.filters import Pick, Quick, day
from haidian_policing.organisation.choices import UnitKind
from haidian_policing.organisation.models import Absence, Post, Unit
from haidian_policing.organisation.roles import ROLE_CHOICES
from haidian_policing.search.texts import narrowed

UNUSED = timedelta(days=90)
HELD = ("person__name__icontains", "person__initials__startswith", "person__police_number__startswith")


def units(request):
    if request is None:
        return Unit.objects.none()
    return Unit.objects.visible_to(request.user).current().in_official_order()


def stations(request):
    return units(request).filter(kind="station")


def inside(unit) -> Q:
    """Posts of a unit and of what belongs to it; a street is served by a station and does not belong to it."""
    return Q(unit=unit) | Q(unit__squad=unit) | Q(unit__station=unit) & ~Q(unit__kind="street")


class UnitFilter(django_filters.FilterSet):
    q = Quick("name__icontains", "short_name__icontains", "initials__startswith", "code__iexact", label=_("Name, initials or code"))
    kind = django_filters.ChoiceFilter(choices=UnitKind.choices, label=_("Kind of unit"))
    station = Pick(kind="station", queryset=stations, label=_("Station"))


class Called(django_filters.CharFilter):
    """People by name, pinyin initials or police number, as pickers and the search find them."""

    def filter(self, qs, value):
        return narrowed(qs, value) if value else qs


class PeopleFilter(django_filters.FilterSet):
    q = Called(label=_("Name, initials or number"))
    unit = Pick(kind="unit", queryset=units, label=_("Unit"), method="in_unit")
    role = django_filters.ChoiceFilter(choices=ROLE_CHOICES, label=_("Post"), method="in_unit")

    def in_unit(self, people, name, _value):
        """Unit and role mean the same post."""
        given = self.form.cleaned_data
        if name == "role" and given.get("unit"):
            return people
        posts = Post.objects.not_over(timezone.localdate())
        if given.get("unit"):
            posts = posts.filter(inside(given["unit"]))
        return people.holding(posts.filter(role=given["role"]) if given.get("role") else posts)


class PostFilter(django_filters.FilterSet):
    q = Quick(*HELD, label=_("Name, initials or number"))
    unit = Pick(kind="unit", queryset=units, label=_("Unit"), method="in_unit")
    role = django_filters.ChoiceFilter(choices=ROLE_CHOICES, label=_("Post"))

    def in_unit(self, posts, _name, unit):
        return posts.filter(inside(unit))


class PostQuery(PostFilter):
    """The page's conditions and those that a client asks for by key."""

    class Meta:
        model = Post
        fields = ("person",)


class AbsenceFilter(django_filters.FilterSet):
    q = Quick(*HELD, label=_("Name, initials or number"))
    unit = Pick(kind="unit", queryset=units, label=_("Unit"), method="in_unit")
    since = day(field_name="ends", lookup_expr="gt", label=_("Away from"))
    until = day(field_name="starts", lookup_expr="lte", label=_("Away until"))

    def in_unit(self, absences, _name, unit):
        return absences.filter(person__in=Post.objects.not_over(timezone.localdate()).filter(inside(unit)).values("person"))


class AbsenceQuery(AbsenceFilter):
    """The page's conditions and those that a client asks for by key."""

    class Meta:
        model = Absence
        fields = ("person",)


class AccountFilter(django_filters.FilterSet):
    STATES = [
        ("unused", _("Not used for 90 days")),
        ("waiting", _("One-time password not used yet")),
        ("disabled", _("Disabled")),
        ("none", _("No account")),
    ]
    q = Called(label=_("Name, initials or number"))
    state = django_filters.ChoiceFilter(choices=STATES, label=_("Account"), method="in_state")

    def in_state(self, people, _name, state):
        none, before = Q(password__startswith="!"), timezone.now() - UNUSED
        return people.filter(
            {
                "unused": ~none & Q(is_active=True) & (Q(last_login__lt=before) | Q(last_login=None, password_changed_at__lt=before)),
                "waiting": ~none & Q(must_change_password=True),
                "disabled": Q(is_active=False),
                "none": none,
            }[state]
        )
