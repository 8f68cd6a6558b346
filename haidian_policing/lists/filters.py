"""What filter sets of lists share: the quick search, days, and saved views for the API."""

from collections import defaultdict
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from rest_framework.exceptions import ValidationError

from haidian_policing.lists.models import SavedView
from haidian_policing.lists.registry import LISTS
from haidian_policing.search.fields import PickField

FEW = 1000


class Quick(django_filters.CharFilter):
    """The quick search of a list: any of these lookups holds; inner spaces do not count in short texts such as names.

    What a row points at is found first, so that ten million rows are asked by the keys of the few people or grids that fit.
    """

    def __init__(self, *lookups: str, label=None, **options):
        super().__init__(label=label or _("Quick search"), **options)
        self.lookups = lookups

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        text = value.strip()
        if not text:
            return qs
        found, apart = Q(), defaultdict(Q)
        for lookup in self.lookups:
            asked = text.replace(" ", "").lower() if "initials" in lookup else text
            first, _points, rest = lookup.partition("__")
            if qs.model._meta.get_field(first).is_relation:
                apart[first] |= Q(**{rest: asked})
            else:
                found |= Q(**{lookup: asked})
        for name, condition in apart.items():
            found |= pointing(name, qs.model._meta.get_field(name).related_model._base_manager.filter(condition))
        return qs.filter(found)


def pointing(name: str, others: QuerySet) -> Q:
    """Rows that point at one of the others, by their keys where they are few: an index then finds the rows. One statement."""
    keys = list(others.order_by().values_list("pk", flat=True)[: FEW + 1])
    return Q(**{f"{name}__in": keys if len(keys) <= FEW else others})


class Picked(PickField):
    def __init__(self, *, empty_label=None, **options: Any):
        super().__init__(**options)
        self.widget.attrs["placeholder"] = pgettext_lazy("filter", "All")


class Pick(django_filters.ModelChoiceFilter):
    """One thing of very many, suggested as one types; kind: as in PICKED. A bookmark names it by key, a page without script by words."""

    field_class = Picked

    def get_queryset(self, request):
        return SimpleLazyObject(partial(super().get_queryset, request))


def day(**options) -> django_filters.DateFilter:
    """A condition on a date column."""
    return django_filters.DateFilter(widget=forms.DateInput(attrs={"type": "date"}), **options)


class Since(django_filters.DateFilter):
    """Moments from the beginning of a day in Beijing on, as a bound that an index serves."""

    words = _("From")

    def __init__(self, field: str, *, label=None):
        super().__init__(field, label=label or self.words, widget=forms.DateInput(attrs={"type": "date"}))

    def filter(self, qs: QuerySet, value: date | None) -> QuerySet:
        return qs.filter(**{f"{self.field_name}__gte": midnight(value)}) if value else qs


class Until(Since):
    """Moments until the end of a day in Beijing."""

    words = _("Until")

    def filter(self, qs: QuerySet, value: date | None) -> QuerySet:
        if not value or value == date.max:
            return qs
        return qs.filter(**{f"{self.field_name}__lt": midnight(value + timedelta(days=1))})


def midnight(value: date) -> datetime:
    return timezone.make_aware(datetime(value.year, value.month, value.day))


def resolved(data: QueryDict, person, code: str) -> tuple[QueryDict, SavedView | None, list[SavedView]]:
    """The query with its ?view= written out: the view's conditions, those given beside it winning; one statement.

    Returns also the view and all named ones that the person may use; the row without a name comes first where there is one.
    """
    views = [] if person.is_anonymous else SavedView.objects.usable(person, code)
    rank: dict[str, int] = {"mine": 0, "unit": 1, "all": 2}
    named = sorted((row for row in views if row.name == data.get("view")), key=lambda row: rank[row.share]) if data.get("view") else []
    query = data.copy()
    query.pop("view", None)
    if not named:
        return query, None, views
    merged = QueryDict(named[0].query, mutable=True)
    for name, values in query.lists():
        merged.setlist(name, values)
    return merged, named[0], views


class ListBackend(DjangoFilterBackend):
    """The API's conditions are those of the page: a viewset that says `listed = "tickets"` takes ?view= as well, with its tab and order."""

    def filter_queryset(self, request, queryset, view):
        if not request.query_params.get("view"):
            return super().filter_queryset(request, queryset, view)
        view.asked, used, _views = resolved(request.query_params, request.user, view.listed)
        if used is None:
            raise ValidationError({"view": [gettext("This list has no such view that you may use.")]})
        listed, data = LISTS[view.listed], view.asked
        found = listed.in_tab(super().filter_queryset(request, queryset, view), request.user, listed.tab_of(request.user, data))
        return found.order_by(*listed.order_of(data["sort"]).whole) if data.get("sort") else found

    def get_filterset_kwargs(self, request, queryset, view) -> dict[str, Any]:
        given = super().get_filterset_kwargs(request, queryset, view)
        return given | ({"data": view.asked} if view.asked is not None else {})
