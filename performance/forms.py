"""What is filled in when an edition takes a step, a rule set is approved, a period is computed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from performance.choices import PeriodKind


class NoteForm(forms.Form):
    """The reason or the decision behind a step."""

    note = forms.CharField(label=_("Reason or decision"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ApproveForm(forms.Form):
    valid_from = forms.DateField(label=_("valid from"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class ComputeForm(forms.Form):
    """A period by kind and any day of it."""

    kind = forms.ChoiceField(label=_("kind"), choices=PeriodKind.choices)
    day = forms.DateField(label=_("any day of the period"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))
