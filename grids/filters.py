"""What the lists of grids and of task logs are searched by."""

from datetime import date

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.choices import LogState
from grids.forms import DayInput
from grids.models import CatalogueVersion, Grid, TaskItem
from haidian_policing.organisation.models import Unit

ALL = pgettext_lazy("filter", "All")
RECENT_DAYS = 31


class GridFilter(forms.Form):
    q = forms.CharField(label=_("Name, initials or grid number"), required=False, max_length=40)
    station = forms.ModelChoiceField(Unit.objects.none(), label=_("Station"), required=False, empty_label=ALL)
    street = forms.ModelChoiceField(Unit.objects.none(), label=_("Street"), required=False, empty_label=ALL)
    lead = forms.ChoiceField(label=_("Lead officer"), required=False, choices=[("", ALL), ("none", _("Without lead officer"))])

    def __init__(self, data, *, person):
        super().__init__(data)
        grids = Grid.objects.visible_to(person)
        self.fields["station"].queryset = Unit.objects.filter(pk__in=grids.order_by().values("station")).in_official_order()
        self.fields["street"].queryset = Unit.objects.filter(pk__in=grids.order_by().values("street")).in_official_order()

    def apply(self, grids, day: date):
        """The grids that match; an unknown value matches none."""
        if not self.is_valid():
            return grids.none()
        given = self.cleaned_data
        if given["q"]:
            grids = grids.matching(given["q"])
        if given["lead"]:
            grids = grids.without_lead(day)
        units = {name: given[name] for name in ("station", "street") if given[name]}
        return grids.filter(**units)


class LogFilter(forms.Form):
    q = forms.CharField(label=_("Officer, grid or number"), required=False, max_length=40)
    item = forms.ModelChoiceField(TaskItem.objects.none(), label=_("Task item"), required=False, empty_label=ALL)
    since = forms.DateField(label=_("Done from"), required=False, widget=DayInput())
    until = forms.DateField(label=_("Done until"), required=False, widget=DayInput())
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", ALL), *LogState.choices])
    entered = forms.BooleanField(label=_("Entered for others only"), required=False)

    def __init__(self, data, *, states: bool = True):
        super().__init__(data)
        version = CatalogueVersion.objects.in_force("tasks", timezone.localdate())
        self.fields["item"].queryset = TaskItem.objects.filter(category__version__in=version).order_by("category__order", "order")
        if not states:
            del self.fields["state"]

    def apply(self, logs):
        """The logs that match; a list of every state begins a month back where no first day is given: it would hold ten million rows."""
        if not self.is_valid():
            return logs.none()
        given = self.cleaned_data
        if since := given["since"] or self._usual_start(given["until"] or timezone.localdate()):
            logs = logs.filter(done_on__gte=since)
        if given["until"]:
            logs = logs.filter(done_on__lte=given["until"])
        if text := given["q"].strip():
            logs = logs.filter(Q(officer__name__icontains=text) | Q(grid__name__icontains=text) | Q(grid__code=text) | Q(number=text))
        if given["item"]:
            logs = logs.filter(entry__item__code=given["item"].code)
        if given.get("state"):
            logs = logs.filter(state=given["state"])
        return logs.filter(entered_by__isnull=False) if given["entered"] else logs

    def _usual_start(self, last: date) -> date | None:
        """What waits to be verified is shown however old it is, so that the queue holds what the home page counts."""
        return date.fromordinal(max(last.toordinal() - RECENT_DAYS, 1)) if "state" in self.fields else None
