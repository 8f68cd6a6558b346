"""What a window clerk fills in."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from haidian_policing.steps.lifecycle import Step
from workstations.choices import Outcome
from workstations.models import Service, Site

LONG_NUMBER = r"\d(?:[\s-]?[\dXx]){6,}"
no_long_numbers = RegexValidator(
    LONG_NUMBER, _("Leave out numbers of documents and phones: nothing about the visitor is kept."), inverse_match=True
)


class OutcomeForm(forms.Form):
    outcome = forms.ChoiceField(label=pgettext_lazy("visit", "Result"), choices=Outcome, widget=forms.RadioSelect)
    note = forms.CharField(
        label=pgettext_lazy("visit", "Note"),
        max_length=200,
        required=False,
        validators=[no_long_numbers],
        help_text=_("No names and no numbers of documents."),
    )


class PassOnForm(forms.Form):
    note = forms.CharField(
        label=_("Passed on to"),
        max_length=200,
        validators=[no_long_numbers],
        help_text=_("Which unit takes it over, and when it will answer."),
    )


STEP_FORMS = {"complete": OutcomeForm, "pass_on": PassOnForm}


def form_of(step: Step, data=None, key: int = 0) -> forms.Form | None:
    """The form that a step asks for, or None where one click is enough; `key` keeps the ids of several on one page apart."""
    return STEP_FORMS[step.verb](data, auto_id=f"{step.verb}-{key}-%s") if step.fields else None


class TakeNumberForm(forms.Form):
    """A service that this site offers at its windows, and the token of the page that it was chosen on."""

    service = forms.ModelChoiceField(label=_("Service"), queryset=Service.objects.none())
    once = forms.CharField(max_length=24, required=False)

    def __init__(self, *args, site: Site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["service"].queryset = site.services.at_windows()

    def visit(self) -> dict:
        """The service, and a token by which a second click is known."""
        service, once = self.cleaned_data["service"], self.cleaned_data["once"]
        return {"service": service, "token": f"{once}:{service.pk}" if once else ""}


class WindowForm(forms.Form):
    """At which window the clerk sits."""

    window = forms.TypedChoiceField(label=_("My window"), coerce=int, empty_value=None, required=False)

    def __init__(self, *args, site: Site, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["window"].choices = [("", pgettext("window", "none")), *((number, number) for number in range(1, site.windows + 1))]
