"""Saving a view: its short name and for whom."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.choices import Share

SHORT = RegexValidator(r"^[\w-]+$", _("Letters, digits and hyphens only: the name stands in the address."))


class ViewForm(forms.Form):
    """Anybody saves for himself; who may share, for his unit; who may share everywhere, for everybody."""

    name = forms.CharField(label=_("Short name"), max_length=30, validators=[SHORT])
    share = forms.ChoiceField(label=_("For"), choices=Share)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["share"].choices = [(share.value, share.label) for share in Share if share in allowed(person)]


def allowed(person) -> set[Share]:
    scope = person.standing.scope("list.share")
    return {Share.MINE} | ({Share.UNIT} if scope and person.standing.posts else set()) | ({Share.ALL} if scope.everywhere else set())
