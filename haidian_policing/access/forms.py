"""Choosing a role of the table, and lending an object."""

from django import forms
from django.apps import apps
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.access.standing import ReachableQuerySet
from haidian_policing.organisation.forms.posts import TYPED, person_field
from haidian_policing.organisation.roles import ROLE_CHOICES

NAMES = ("number", "code", "pk")


class RoleFilter(forms.Form):
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", pgettext_lazy("filter", "All")), *ROLE_CHOICES])

    def chosen(self) -> set[str]:
        return {self.cleaned_data["role"]} - {""} if self.is_valid() else set()


def lendable() -> dict[str, type]:
    """The models that the scope rule covers, by label: what can be lent."""
    return {model._meta.label_lower: model for model in apps.get_models() if isinstance(model._default_manager.all(), ReachableQuerySet)}


class LendForm(forms.Form):
    kind = forms.ChoiceField(label=_("What"))
    thing = forms.CharField(label=_("Its number"), max_length=40, help_text=_("The number of the ticket, or of the grid."))
    person = person_field(label=_("To"), help_text=TYPED)
    until = forms.DateTimeField(label=_("Until"), widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
    reason = forms.CharField(label=_("Why"), max_length=200, min_length=4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(label, model._meta.verbose_name) for label, model in lendable().items()]

    def clean_until(self):
        if self.cleaned_data["until"] <= timezone.now():
            raise forms.ValidationError(_("Choose a time to come."))
        return self.cleaned_data["until"]

    def clean(self) -> dict:
        given: dict = super().clean() or {}
        if given.get("kind") and given.get("thing"):
            given["target"] = _found(lendable()[given["kind"]], given["thing"].strip())
            if given["target"] is None:
                self.add_error("thing", _("There is nothing with this number."))
        return given


def _found(model, text: str):
    """The object by its number or code, whichever the model has."""
    columns = {column.name for column in model._meta.fields}
    for name in NAMES:
        if name in columns:
            return model._default_manager.filter(**{name: text}).first()
    return model._default_manager.filter(pk=text).first() if text.isdecimal() else None
