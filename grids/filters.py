"""What the lists of grids, chiefs and task logs are searched by; shared by pages and API."""

import django_filters
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.choices import ChiefLevel, LogState
from grids.models import CatalogueVersion, Grid, RoadChief, TaskItem, TaskLog
from haidian_policing.lists.filters import Pick, Quick, day
from haidian_policing.organisation.models import Unit


def units_of(column: str, model=Grid):
    """The stations or streets that have something in the reader's reach."""

    def units(request):
        if request is None:
            return Unit.objects.none()
        return Unit.objects.filter(pk__in=model.objects.visible_to(request.user).order_by().values(column)).in_official_order()

    return units


def items(request):
    version = CatalogueVersion.objects.in_force("tasks", timezone.localdate())
    return TaskItem.objects.filter(category__version__in=version).order_by("category__order", "order")


class GridFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(label=_("Name, initials or grid number"), method="matching")
    station = Pick(kind="station", label=_("Station"), queryset=units_of("station"))
    street = Pick(kind="street", label=_("Street"), queryset=units_of("street"))
    lead = django_filters.ChoiceFilter(label=_("Lead officer"), choices=[("none", _("Without lead officer"))], method="without_lead")

    def matching(self, grids, _name, value):
        return grids.matching(value)

    def without_lead(self, grids, _name, _value):
        return grids.without_lead(timezone.localdate())


class MapFilter(GridFilter):
    """The map is a short way round: two drop-downs that answer at once."""

    station = django_filters.ModelChoiceFilter(label=_("Station"), queryset=units_of("station"), empty_label=_("All stations"))
    street = django_filters.ModelChoiceFilter(label=_("Street"), queryset=units_of("street"), empty_label=_("All streets"))


class ChiefFilter(django_filters.FilterSet):
    q = Quick("name__icontains", "road__icontains", label=_("Name or road"))
    level = django_filters.ChoiceFilter(label=_("Level"), choices=ChiefLevel.choices)
    street = Pick(kind="street", label=_("Street"), queryset=units_of("street", RoadChief))
    grid = django_filters.ChoiceFilter(label=_("Grid"), choices=[("none", _("Without grid"))], method="without_grid")

    def without_grid(self, chiefs, _name, _value):
        return chiefs.filter(grid__isnull=True)


class QueueFilter(django_filters.FilterSet):
    q = Quick("officer__name__icontains", "grid__name__icontains", "grid__code", "number", label=_("Officer, grid or number"))
    item = Pick(kind="task_item", label=_("Task item"), queryset=items, method="of_item")
    since = day(field_name="done_on", lookup_expr="gte", label=_("Done from"))
    until = day(field_name="done_on", lookup_expr="lte", label=_("Done until"))
    entered = django_filters.BooleanFilter(label=_("Entered for others only"), widget=forms.CheckboxInput, method="for_others")

    def of_item(self, logs, _name, value):
        """The same item in every version of the catalogue."""
        return logs.filter(entry__item__code=value.code)

    def for_others(self, logs, _name, value):
        return logs.filter(entered_by__isnull=False) if value else logs


class LogFilter(QueueFilter):
    state = django_filters.ChoiceFilter(label=_("State"), choices=LogState.choices)


class GridQuery(GridFilter):
    """The page's conditions and those that a client asks for by key."""

    class Meta:
        model = Grid
        fields = ("squad", "code")


class LogQuery(LogFilter):
    """The page's conditions and those that a client asks for by key."""

    class Meta:
        model = TaskLog
        fields = {"grid": ["exact"], "done_on": ["exact", "gte", "lte"], "entry__code": ["exact"]}


class SuspensionFilter(django_filters.FilterSet):
    q = Quick("order_number__icontains", "reason__icontains", label=_("Order number or reason"))
    since = day(field_name="ends", lookup_expr="gt", label=_("From"))
    until = day(field_name="starts", lookup_expr="lte", label=_("Until"))
