"""What the audit log is searched by."""

from datetime import date, timedelta

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.audit.choices import Action, Result

ALL = ("", pgettext_lazy("filter", "All"))


class Day(forms.DateInput):
    input_type = "date"


class EventFilter(forms.Form):
    q = forms.CharField(label=_("Name or number"), required=False, max_length=40)
    action = forms.ChoiceField(label=_("What"), required=False, choices=[ALL, *Action.choices])
    since = forms.DateField(label=_("From"), required=False, widget=Day)
    until = forms.DateField(label=_("Until"), required=False, widget=Day)
    result = forms.ChoiceField(label=pgettext_lazy("audit", "Result"), required=False, choices=[ALL, *Result.choices])
    address = forms.CharField(label=_("Address"), required=False, max_length=45)

    def apply(self, events):
        if not self.is_valid():
            return events.none()
        given = self.cleaned_data
        if text := given["q"].strip():
            events = events.filter(Q(actor__police_number=text) | Q(actor_label__icontains=text))
        if given["since"]:
            events = events.filter(at__gte=_midnight(given["since"]))
        if given["until"] and given["until"] < date.max:
            events = events.filter(at__lt=_midnight(given["until"] + timedelta(days=1)))
        wanted = {name: given[name] for name in ("action", "result", "address") if given[name]}
        return events.filter(**wanted)


def _midnight(day):
    return timezone.make_aware(timezone.datetime(day.year, day.month, day.day))
