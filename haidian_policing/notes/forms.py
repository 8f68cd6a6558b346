"""What is written on an object."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.notes.models import LONGEST


class TextForm(forms.Form):
    text = forms.CharField(label=pgettext_lazy("remark", "Note"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}))


class NoteForm(TextForm):
    internal = forms.BooleanField(label=_("Only for the police"), required=False)
    once = forms.CharField(required=False, max_length=40)
