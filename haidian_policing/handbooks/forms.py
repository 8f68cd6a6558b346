"""What is filled in about handbooks: a chapter, a file, the steps of a version."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from haidian_policing.handbooks.choices import Kind
from haidian_policing.handbooks.models import Chapter, Handbook, Paragraph, Reference, Version
from haidian_policing.organisation.roles import ROLE_CHOICES

CODE = re.compile(r"[a-z][a-z0-9-]*")
TAKEN = ("search", "basis", "help", "references", "versions", "chapters", "new")  # the first words of the pages' own addresses
MOST_BYTES = 1024 * 1024
TEXT = forms.Textarea(attrs={"rows": 22, "class": "markdown", "spellcheck": "false"})
MARKS = gettext_lazy("“{#3}” at the end of a paragraph is its lasting number: leave it there, new paragraphs are numbered by themselves.")
ADDRESS = gettext_lazy("Lower-case letters, digits and hyphens; part of the address, never changed")
NO_ADDRESS = gettext_lazy("Begin with a letter; small letters, digits and hyphens only.")


class WordsField(forms.CharField):
    """Words separated by spaces or commas; gives a list."""

    def prepare_value(self, value):
        return " ".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return list(dict.fromkeys(super().clean(value).replace(",", " ").split()))


class HandbookForm(forms.ModelForm):
    """A new handbook; the portal's own help is not added to."""

    class Meta:
        model = Handbook
        fields = ("kind", "title", "title_en", "code")
        help_texts = {"code": ADDRESS}
        error_messages = {"code": {"invalid": NO_ADDRESS}}

    def __init__(self, data=None):
        super().__init__(data)
        self.fields["kind"].choices = [choice for choice in Kind.choices if choice[0] != Kind.HELP]

    def clean_code(self) -> str:
        code = self.cleaned_data["code"]
        if not CODE.fullmatch(code):
            raise ValidationError(NO_ADDRESS)
        if code in TAKEN:
            raise ValidationError(_("This word stands in an address of the portal; choose another."))
        return code


class ChapterForm(forms.ModelForm):
    """seen: the revision that the writer began from."""

    pages = WordsField(
        label=pgettext_lazy("handbook", "Help for the pages"), required=False, help_text=gettext_lazy("Names such as grids:my_tasks")
    )
    roles = forms.MultipleChoiceField(
        label=pgettext_lazy("handbook", "To be read by"),
        choices=ROLE_CHOICES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Chapter
        fields = ("title", "title_en", "anchor", "order", "body", "body_en", "pages", "roles")
        widgets = {"body": TEXT, "body_en": TEXT}
        help_texts = {"body": MARKS, "anchor": ADDRESS}
        error_messages = {"anchor": {"invalid": NO_ADDRESS}}

    def __init__(self, data=None, *, instance: Chapter):
        super().__init__(data, instance=instance, initial={"seen": instance.revision})
        if instance.pk:
            del self.fields["anchor"]

    def clean_anchor(self) -> str:
        anchor = self.cleaned_data["anchor"]
        if Chapter.objects.filter(version=self.instance.version_id, anchor=anchor).exists():
            raise ValidationError(_("Another chapter has this anchor."))
        return anchor


class UploadForm(forms.Form):
    """A Markdown file; what it holds is checked where it is taken in."""

    file = forms.FileField(label=gettext_lazy("Markdown file"), help_text=gettext_lazy("UTF-8, at most 1 MB; chapters begin with “## ”"))
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=[("zh", gettext_lazy("Chinese")), ("en", gettext_lazy("English"))])
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if not file.name.lower().endswith((".md", ".markdown", ".txt")) or file.size > MOST_BYTES:
            raise ValidationError(_("Choose a Markdown file (.md) of at most 1 MB."))
        try:
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("The file is not UTF-8 text. Store it as UTF-8 and try again.")) from error
        if "\x00" in text:
            raise ValidationError(_("The file is not UTF-8 text. Store it as UTF-8 and try again."))
        return text


class StepForm(forms.Form):
    """The fields that a step needs or accepts."""

    valid_from = forms.DateField(label=gettext_lazy("In force from"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data=None, *, step, today):
        super().__init__(data, initial={"valid_from": today}, auto_id=f"{step.verb}_%s")
        for name in ("valid_from", "note"):
            if name not in step.fields:
                del self.fields[name]
            else:
                self.fields[name].required = name in step.needs
        if step.verb == "submit":
            self.fields["note"].label = _("What changed, and why")


class ReferenceForm(forms.ModelForm):
    """A thing and the paragraph that it rests on; the paragraph has to be there today."""

    class Meta:
        model = Reference
        fields = ("source", "code", "handbook", "anchor")
        labels = {"handbook": gettext_lazy("Handbook"), "anchor": gettext_lazy("Paragraph")}
        help_texts = {
            "code": gettext_lazy("Such as A1, Z03, id_card, closed"),
            "anchor": gettext_lazy("As it stands behind § in a search, such as lead-3"),
        }

    def __init__(self, data=None, *, day):
        super().__init__(data)
        self.day = day

    def clean(self) -> dict:
        given = super().clean() or {}
        here = Version.objects.in_force(self.day).filter(handbook=given.get("handbook"))
        if given.get("anchor") and not Paragraph.objects.filter(version__in=here, anchor=given["anchor"]).exists():
            self.add_error("anchor", _("The text in force has no such paragraph."))
        return given
