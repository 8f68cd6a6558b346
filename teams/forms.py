"""What a reader of rosters asks for."""

from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

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


class RosterForm(forms.Form):
    """The station and the month of a duty roster, or a day of the week that is wanted on paper."""

    station = forms.ModelChoiceField(label=_("Station"), queryset=Unit.objects.none(), required=False, empty_label=None)
    month = MonthField(label=_("Month"), required=False, widget=forms.TextInput(attrs={"type": "month"}))
    week = forms.DateField(required=False, widget=forms.HiddenInput, validators=[MinValueValidator(EARLIEST), MaxValueValidator(LATEST)])

    def __init__(self, *args, stations, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["station"].queryset = stations
