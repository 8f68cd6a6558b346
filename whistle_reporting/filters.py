"""The conditions of the ticket list, for its page and for the API alike."""

import django_filters
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.models import Grid
from haidian_policing.lists.filters import Pick, Since, Until
from haidian_policing.organisation.models import Unit
from whistle_reporting import choices
from whistle_reporting.models import Item, Part

BEFORE = [(state.value, state.label) for state in (choices.TicketState.DRAFT, choices.TicketState.AWAITING_SIGN_OFF)]
PARTS = [(state.value, state.label) for state in choices.PartState if state not in ("closed", "cancelled")]
AFTER = [(state.value, state.label) for state in (choices.TicketState.CLOSED, choices.TicketState.WITHDRAWN)]
DUE = (("late", _("Overdue")), ("near", _("Due within 4 hours")), ("paused", _("Clock suspended")))


def items(request):
    return Item.objects.in_use(timezone.now()).order_by("order")


def grids(request):
    return Grid.objects.visible_to(request.user).in_official_order() if request else Grid.objects.none()


class TicketFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="text", label=_("Number, place or text"))
    state = django_filters.ChoiceFilter(choices=[*BEFORE, *PARTS, *AFTER], method="in_state", label=_("State"))
    due = django_filters.ChoiceFilter(choices=DUE, method="by_deadline", label=_("Deadline"))
    klass = django_filters.ChoiceFilter(choices=choices.ItemClass.choices, label=_("Class"))
    item = Pick(kind="item", to_field_name="code", queryset=items, method="of_item", label=_("Item"))
    station = Pick(kind="station", queryset=Unit.objects.filter(kind="station").order_by("order"), method="at_station", label=_("Station"))
    street = Pick(kind="street", queryset=Unit.objects.filter(kind="street").order_by("order"), label=_("Street"))
    grid = Pick(kind="grid", queryset=grids, label=_("Grid"))
    source = django_filters.ChoiceFilter(choices=choices.Source.choices, label=_("Source"))
    since = Since("filed_at", label=_("Filed from"))
    until = Until("filed_at", label=_("Filed until"))

    def text(self, queryset, name, value):
        return queryset.matching(value).bounded_to(self.request.user)

    def in_state(self, queryset, name, value):
        if value in choices.TicketState.values and value != "blown":
            return queryset.filter(state=value)
        return queryset.filter(Exists(Part.objects.filter(ticket=OuterRef("pk"), state=value)))

    def by_deadline(self, queryset, name, value):
        at = timezone.now()
        if value == "paused":
            return queryset.filter(Exists(Part.objects.open().filter(ticket=OuterRef("pk"), is_paused=True)))
        return queryset.overdue(at) if value == "late" else queryset.near(at)

    def of_item(self, queryset, name, value):
        """The same item in every version of the catalogue."""
        return queryset.filter(item__code=value.code)

    def at_station(self, queryset, name, value):
        return queryset.filter(Exists(Part.objects.filter(ticket=OuterRef("pk"), station=value)))
