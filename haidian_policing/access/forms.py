"""Choosing a role of the table, and lending an object."""

from django import forms
from django.apps import apps
from django.db.models import CharField
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.access.choices import TokenScope
from haidian_policing.access.standing import ReachableQuerySet, may
from haidian_policing.organisation.forms.posts import TYPED, person_field
from haidian_policing.organisation.models import Person
from haidian_policing.organisation.roles import ROLE_CHOICES
from haidian_policing.search.fields import PickField

NAMES = {"number", "code"}


class RoleFilter(forms.Form):
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", pgettext_lazy("filter", "All")), *ROLE_CHOICES])

    def chosen(self) -> set[str]:
        return {self.cleaned_data["role"]} - {""} if self.is_valid() else set()


def lendable() -> dict[str, tuple[type, str]]:
    """What can be lent, by label: the models that the scope rule covers and of which people know one by its number, with that column."""
    covered = [model for model in apps.get_models() if isinstance(model._default_manager.all(), ReachableQuerySet)]
    return {model._meta.label_lower: (model, column) for model in covered if (column := _known_by(model))}


def _known_by(model) -> str | None:
    return next((column.name for column in model._meta.fields if column.name in NAMES and isinstance(column, CharField)), None)


class TokenForm(forms.Form):
    """person: only for whoever manages accounts, and only somebody without a password: an account of a system."""

    LIVES = [(30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (365, _("One year"))]
    name = forms.CharField(label=_("What is it for?"), max_length=60, min_length=2)
    scope = forms.ChoiceField(label=_("It may"), choices=TokenScope, initial=TokenScope.READ)
    days = forms.TypedChoiceField(label=_("Valid for"), choices=LIVES, coerce=int, initial=90)
    person = PickField(
        Person.objects.without_password(),
        kind="system_account",
        to_field_name="police_number",
        label=_("For the account of a system"),
        required=False,
        help_text=_("Empty: for yourself."),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        if not may(person, "account.manage"):
            del self.fields["person"]


class LendForm(forms.Form):
    kind = forms.ChoiceField(label=pgettext_lazy("exception", "What"))
    thing = forms.CharField(label=_("Its number"), max_length=40, help_text=_("The number of the ticket, or of the grid."))
    person = person_field(label=pgettext_lazy("exception", "To"), help_text=TYPED)
    until = forms.DateTimeField(label=_("Valid until"), widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"))
    reason = forms.CharField(label=_("Why"), max_length=200, min_length=4)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(label, capfirst(model._meta.verbose_name)) for label, (model, _column) in lendable().items()]

    def clean_until(self):
        if self.cleaned_data["until"] <= timezone.now():
            raise forms.ValidationError(_("Choose a time to come."))
        return self.cleaned_data["until"]

    def clean(self) -> dict:
        given: dict = super().clean() or {}
        if given.get("kind") and given.get("thing"):
            model, column = lendable()[given["kind"]]
            given["target"] = model._default_manager.filter(**{column: given["thing"].strip()}).first()
            if given["target"] is None:
                self.add_error("thing", _("There is nothing with this number."))
        return given
