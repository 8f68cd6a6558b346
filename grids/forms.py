"""Shapes of what is filled in about grids: assigning, logging, judging, suspending."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from grids.actions.assignments import HOLDERS
from grids.choices import AssignmentKind
from grids.lifecycle import EVIDENCE
from grids.models import CatalogueVersion, Grid, TaskEntry, TaskLog
from haidian_policing.files.forms import FilesField
from haidian_policing.organisation.forms.posts import DayInput
from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.search.fields import PickField, TickField

Q_HOLDERS = Q(role__in=HOLDERS)


class LastDay(forms.DateField):
    """A day typed inclusive, read as the half-open end."""

    widget = DayInput

    def __init__(self, **options: Any):
        super().__init__(label=_("Last day"), **options)

    def clean(self, value):
        day = super().clean(value)
        return day + timedelta(days=1) if day else day


class AssignForm(forms.Form):
    person = PickField(
        Person.objects.none(),
        kind="holder",
        to_field_name="police_number",
        label=_("Officer"),
        help_text=_("Name, initials or police number; officers of this station"),
    )
    kind = forms.ChoiceField(label=_("As"), choices=AssignmentKind)
    starts = forms.DateField(label=_("From"), widget=DayInput())
    ends = LastDay(required=False, help_text=_("Empty: with no end"))
    order_number = forms.CharField(label=_("Order number"), max_length=40)
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)

    def __init__(self, data=None, *, grid: Grid, **options: Any):
        super().__init__(data, initial={"starts": timezone.localdate()}, **options)
        self.fields["person"].queryset, self.fields["person"].widget.at = holders(grid.station), grid.pk

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", _("The last day is not before the first."))
        return given


def holders(station: Unit):
    """People of a station who may hold a grid today, in the order of their numbers."""
    posts = Post.objects.on(timezone.localdate()).filter(Q_HOLDERS, unit__station=station)
    return Person.objects.holding(posts).order_by("police_number")


class EndForm(forms.Form):
    ends = LastDay()
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class LogForm(forms.Form):
    """One log of one entry: the fields are those that its evidence asks for; `officer` stays for those who enter for others."""

    grid = forms.ModelChoiceField(Grid.objects.none(), label=_("Grid"), empty_label=None)
    officer = PickField(
        Person.objects.none(),
        kind="colleague",
        to_field_name="police_number",
        label=_("Entered for"),
        required=False,
        help_text=_("The officer who did it; empty: oneself"),
    )
    done_on = forms.DateField(label=_("Done on"), widget=DayInput())
    count = forms.IntegerField(label=_("Count"), min_value=1, max_value=999)
    place = forms.CharField(label=_("Place"), max_length=100, help_text=_("A place or thing, never somebody's home address with a name"))
    number = forms.CharField(label=_("Number"), max_length=40)
    note = forms.CharField(label=_("Note"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    photos = FilesField(label=_("Photos"), help_text=_("Photograph the thing, not people. No photos at home visits."))
    written = "note"  # the field that standard texts go into
    texts: Sequence[str] = ()
    token = forms.UUIDField(widget=forms.HiddenInput(), required=False)
    due = forms.IntegerField(widget=forms.HiddenInput(), required=False)

    def __init__(self, data=None, files=None, *, entry: TaskEntry, grids, officers=None, **options: Any):
        super().__init__(data, files, **options)
        asked = EVIDENCE[entry.evidence]
        for name in ("count", "place", "number", "note", "photos"):
            if name not in asked.fields:
                del self.fields[name]
            else:
                self.fields[name].required = name in asked.needs
        if "count" in self.fields:
            unit = entry.unit_en if get_language() == "en" else entry.unit
            self.fields["count"].label = _("Count (%(unit)s)") % {"unit": unit}
        self.fields["grid"].queryset = grids
        if officers is None:
            del self.fields["officer"]
        else:
            self.fields["officer"].queryset = officers


class CorrectForm(LogForm):
    """The same fields for a log that is there; the grid and the officer stay."""

    version = forms.IntegerField(widget=forms.HiddenInput())

    def __init__(self, data=None, files=None, *, log: TaskLog):
        initial = {name: getattr(log, name) for name in ("done_on", "count", "place", "number", "note", "version")}
        super().__init__(data, files, entry=log.entry, grids=Grid.objects.none(), initial=initial, auto_id="correct_%s")
        for name in ("grid", "token", "due"):
            del self.fields[name]
        if "photos" in self.fields:
            self.fields["photos"].required = False  # those that are there stay


class NoteForm(forms.Form):
    """A reason, needed or not."""

    written = "note"
    texts: Sequence[str] = ()
    note = forms.CharField(label=_("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data=None, *, needed: bool = True, **options: Any):
        super().__init__(data, **options)
        self.fields["note"].required = needed


class ApproveForm(forms.Form):
    valid_from = forms.DateField(label=_("Valid from"), widget=DayInput())


class SuspendForm(forms.Form):
    entries = TickField(TaskEntry.objects.none(), label=_("Tasks"))
    stations = TickField(Unit.objects.none(), label=_("Stations"))
    starts = forms.DateField(label=_("From"), widget=DayInput())
    ends = LastDay()
    order_number = forms.CharField(label=_("Order number"), max_length=40)
    reason = forms.CharField(label=_("Reason"), max_length=200)

    def __init__(self, data=None, *, day):
        super().__init__(data)
        version = CatalogueVersion.objects.in_force("tasks", day)
        self.fields["entries"].queryset = TaskEntry.objects.of_version(version).loggable().in_order()
        self.fields["stations"].queryset = Unit.objects.filter(pk__in=Grid.objects.order_by().values("station")).in_official_order()

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("starts") and given.get("ends") and given["ends"] <= given["starts"]:
            self.add_error("ends", _("The last day is not before the first."))
        return given
