"""Giving and ending posts, transfers, absences; days are typed inclusive and stored half-open."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidian_policing.organisation.choices import AbsenceKind
from haidian_policing.organisation.models import Person, Unit
from haidian_policing.organisation.roles import ROLE_CHOICES
from haidian_policing.search.fields import PickField

TYPED = _("Type a name, initials or a number.")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


def unit_field() -> PickField:
    return PickField(Unit.objects.current().in_official_order(), kind="unit", label=_("Unit"), help_text=TYPED)


def person_field(**options) -> PickField:
    """Anybody who is active."""
    return PickField(Person.objects.filter(is_active=True), kind="anybody", to_field_name="police_number", **options)


def after(last_day):
    """The stored end of something that lasts through its last day."""
    return last_day + timedelta(days=1) if last_day else None


class TransferForm(forms.Form):
    unit = unit_field()
    role = forms.ChoiceField(label=_("Post"), choices=[("", _("Choose")), *ROLE_CHOICES])
    on = forms.DateField(label=_("First day"), widget=DayInput, initial=timezone.localdate)
    order_number = forms.CharField(label=_("Order number"), max_length=40)

    @property
    def given(self) -> dict:
        return self.cleaned_data


class PostForm(forms.Form):
    unit = unit_field()
    role = forms.ChoiceField(label=_("Post"), choices=[("", _("Choose")), *ROLE_CHOICES])
    starts = forms.DateField(label=_("First day"), widget=DayInput, initial=timezone.localdate)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput, required=False, help_text=_("Empty where the end is open."))
    is_acting = forms.BooleanField(label=_("Acting"), required=False)
    order_number = forms.CharField(label=_("Order number"), max_length=40, required=False)

    @property
    def given(self) -> dict:
        rest = {name: value for name, value in self.cleaned_data.items() if name != "last_day"}
        return {**rest, "ends": after(self.cleaned_data["last_day"])}


class AbsenceForm(forms.Form):
    kind = forms.ChoiceField(label=_("Reason"), choices=[("", _("Choose")), *AbsenceKind.choices])
    starts = forms.DateField(label=_("First day"), widget=DayInput, initial=timezone.localdate)
    last_day = forms.DateField(label=_("Last day"), widget=DayInput)
    cover = person_field(
        label=_("Covered by"),
        required=False,
        help_text=_("Stands in all posts of the absent person meanwhile."),
    )
    order_number = forms.CharField(label=_("Order number"), max_length=40)

    @property
    def given(self) -> dict:
        rest = {name: value for name, value in self.cleaned_data.items() if name != "last_day"}
        return {**rest, "ends": after(self.cleaned_data["last_day"])}


class LastDayForm(forms.Form):
    """The last day of a post or of an absence."""

    last_day = forms.DateField(label=_("Last day"), widget=DayInput, initial=timezone.localdate)

    @property
    def ends(self):
        return after(self.cleaned_data["last_day"])


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Why do you need it?"), max_length=200, min_length=4)
