"""What is filled in: a notice with its audience, one's own times of quiet, a webhook."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.files.forms import FilesField, ManyFiles
from haidian_policing.files.uploads import TAKEN
from haidian_policing.jobs.models import Preference
from haidian_policing.notes.registry import SUBJECTS
from haidian_policing.notices.sending import Refused, check_listed
from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.organisation.roles import ROLE_CHOICES
from haidian_policing.search.fields import TickField

MOST_FILES = 6


class CircularForm(forms.Form):
    """Who is reached: everybody, or the roles ticked, in the units chosen, and single people by police number."""

    title = forms.CharField(label=pgettext_lazy("notice", "title"), max_length=80)
    text = forms.CharField(
        label=_("text"), max_length=4000, widget=forms.Textarea(attrs={"rows": 8}), help_text=_("Nothing about single people in a notice.")
    )
    units = TickField(Unit.objects.none(), label=_("Units"), required=False)
    roles = forms.MultipleChoiceField(
        label=_("Only these posts"),
        choices=ROLE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: everybody in the units."),
    )
    people = forms.CharField(
        label=_("Single people"),
        required=False,
        max_length=1000,
        help_text=_("Police numbers, separated by spaces or commas."),
    )
    answer_by = forms.DateTimeField(
        label=_("Confirm until"), required=False, widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    )
    files = FilesField(most=MOST_FILES, label=_("Files"), required=False, widget=ManyFiles(attrs={"accept": TAKEN}))  # type: ignore[assignment]  # a field named like the uploads

    def __init__(self, *args, author, **kwargs):
        super().__init__(*args, **kwargs)
        self.reached = Person.objects.reachable_by(author, "notice.send")
        held = Post.objects.on(timezone.localdate()).filter(person__in=self.reached)
        tops = Unit.objects.current().exclude(kind__in=("squad", "group"))
        scope = author.standing.scope("notice.send")
        mine = tops if scope.everywhere else Unit.objects.current().filter(station__in=scope.stations).exclude(kind__in=("group", "street"))
        self.fields["units"].queryset = mine.in_official_order()
        present = set(held.order_by().values_list("role", flat=True).distinct())
        self.fields["roles"].choices = [(code, label) for code, label in ROLE_CHOICES if code in present]

    def clean_people(self):
        numbers = set(self.cleaned_data["people"].replace("，", " ").replace(",", " ").replace("、", " ").split())
        found = dict(self.reached.filter(police_number__in=numbers).values_list("police_number", "pk"))
        if missing := sorted(numbers - found.keys()):
            raise forms.ValidationError(
                _("Not found among the people you may write to: %(numbers)s"), params={"numbers": " ".join(missing)}
            )
        return list(found.values())

    def clean_answer_by(self):
        until = self.cleaned_data["answer_by"]
        if until and until <= timezone.now():
            raise forms.ValidationError(_("This moment has passed."))
        return until

    def clean(self):
        data = super().clean()
        if not data.get("units") and not data.get("people") and "people" not in self.errors:
            self.add_error("units", _("Choose at least one unit or person."))
        return data


class PreferenceForm(forms.ModelForm):
    class Meta:
        model = Preference
        fields = ("quiet_from", "quiet_until", "daily")
        widgets = {name: forms.TimeInput(attrs={"type": "time"}, format="%H:%M") for name in ("quiet_from", "quiet_until")}

    def clean(self):
        data = super().clean()
        if (data.get("quiet_from") is None) != (data.get("quiet_until") is None):
            self.add_error("quiet_until", _("Give both ends of the quiet time, or none."))
        return data


class WebhookForm(forms.Form):
    name = forms.CharField(label=pgettext_lazy("webhook", "Name"), max_length=60)
    url = forms.CharField(label=_("address"), max_length=300, help_text=_("Its origin must be in the allow-list of the settings."))
    kinds = forms.MultipleChoiceField(label=_("told about"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kinds"].choices = [(code, subject.label) for code, subject in SUBJECTS.items() if subject.events]

    def clean_url(self):
        try:
            check_listed(self.cleaned_data["url"])
        except Refused as refusal:
            raise forms.ValidationError(_("This address may not be told: %(reason)s"), params={"reason": refusal}) from refusal
        return self.cleaned_data["url"]
