"""What a reader of rosters asks for."""

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from haidian_policing.organisation.forms.posts import DayInput
from haidian_policing.organisation.models import Unit

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 1)  # a month further on there are still days to count


class MonthField(forms.CharField):
    """2026-11 as the first day of the month."""

    def clean(self, value) -> date | None:
        try:
            day = date.fromisoformat(f"{super().clean(value)}-01") if value else None
            return day and max(EARLIEST, min(day, LATEST))
        except ValueError:
            raise forms.ValidationError(_("Write the month as 2026-11.")) from None


class MemberForm(forms.Form):
    """What is held of a member, to be put right; `seen` is how it stood when the form was drawn."""

    name = forms.CharField(label=_("Name"), max_length=40)
    phone = forms.RegexField(r"^[0-9+\- ]{7,20}$", label=_("Phone"), required=False, help_text=_("Empty: the number that is held stays."))
    employer = forms.CharField(label=_("Employer"), max_length=80, required=False)
    contract_ends = forms.DateField(label=_("Contract ends"), required=False, widget=DayInput)
    joined_on = forms.DateField(label=_("Joined on"), widget=DayInput)
    left_on = forms.DateField(label=_("Left on"), required=False, widget=DayInput)
    took_part_on = forms.DateField(label=_("Last took part"), required=False, widget=DayInput)
    is_minor = forms.BooleanField(label=_("Under 18"), required=False)
    guardian = forms.CharField(label=_("Guardian or school"), max_length=80, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("joined_on") and given.get("left_on") and given["left_on"] < given["joined_on"]:
            self.add_error("left_on", _("is before the day of joining"))
        if given.get("is_minor") and not given.get("guardian"):
            self.add_error("guardian", _("is missing: whoever is under 18 takes part through a guardian or a school"))
        return given


class RosterForm(forms.Form):
    """The station and the month of a duty roster, or a day of the week that is wanted on paper."""

    station = forms.ModelChoiceField(label=_("Station"), queryset=Unit.objects.none(), required=False, empty_label=None)
    month = MonthField(label=_("Month"), required=False, widget=forms.TextInput(attrs={"type": "month"}))
    week = forms.DateField(required=False, widget=forms.HiddenInput, validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)])

    def __init__(self, *args, stations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = stations
