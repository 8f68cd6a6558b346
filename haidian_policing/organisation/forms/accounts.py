"""Signing in, changing the password, opening accounts from a list, the second factor."""

import re

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.utils.translation import gettext_lazy as _

from haidian_policing.phrasing import clauses

LONGEST = 256
MOST_LINES = 200
FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


class SignInForm(forms.Form):
    """What is typed is never judged here: every failure gets the one answer of the view."""

    username = forms.CharField(max_length=40)
    password = forms.CharField(max_length=LONGEST, strip=False)

    def clean_username(self) -> str:
        return self.cleaned_data["username"].translate(FULL_WIDTH)


class ChangePasswordForm(forms.Form):
    old = forms.CharField(
        label=_("Present password"), max_length=LONGEST, strip=False, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )
    new = forms.CharField(
        label=_("New password"), max_length=LONGEST, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )
    again = forms.CharField(
        label=_("New password again"), max_length=LONGEST, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["new"].help_text = password_validators_help_texts()[0]

    def clean_old(self) -> str:
        if not self.person.check_password(self.cleaned_data["old"]):
            raise forms.ValidationError(_("The present password is wrong."))
        return self.cleaned_data["old"]

    def clean_new(self) -> str:
        validate_password(self.cleaned_data["new"], self.person)
        return self.cleaned_data["new"]

    def clean(self) -> dict:
        given: dict = super().clean() or {}
        if given.get("new") and given["new"] == given.get("old"):
            self.add_error("new", _("The new password is the present one."))
        if given.get("new") and given["new"] != given.get("again"):
            self.add_error("again", _("The two passwords differ."))
        return given


class OpenAccountsForm(forms.Form):
    """One police number a line, with a name after it where the person is not in the portal yet."""

    lines = forms.CharField(
        label=_("Police numbers"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea({"rows": 8, "spellcheck": "false"}),
        help_text=_("One a line, at most 200. Put the name after the number for a person who is not in the portal yet."),
    )
    file = forms.FileField(label=_("Or a text file of such lines (.txt, .csv)"), required=False, max_length=200)

    def clean_file(self):
        upload = self.cleaned_data.get("file")
        if upload and (upload.size > 100_000 or not upload.name.lower().endswith((".txt", ".csv"))):
            raise forms.ValidationError(_("A text file (.txt, .csv) of at most 100 KB is taken."))
        return upload

    def clean(self) -> dict:
        given: dict = super().clean() or {}
        text = given.get("lines", "") + "\n" + _text_of(given.get("file"))
        given["numbers"], wrong = read_lines(text)
        if wrong:
            raise forms.ValidationError(_("These lines have no police number: %(lines)s") % {"lines": clauses(wrong[:5])})
        if not given["numbers"] and not self.errors:
            raise forms.ValidationError(_("Give at least one police number."))
        if len(given["numbers"]) > MOST_LINES:
            raise forms.ValidationError(_("At most %(most)s accounts are opened at a time.") % {"most": MOST_LINES})
        return given


def _text_of(upload) -> str:
    """A text file as WPS and Excel write it: UTF-8 with or without a mark, or GB 18030."""
    if not upload:
        return ""
    body = upload.read()
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return body.decode("gb18030", errors="replace")


def read_lines(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(police number, name) pairs and the lines without a number; full-width digits and stray separators are forgiven."""
    found, wrong = {}, []
    for line in text.translate(FULL_WIDTH).replace("\u3000", " ").splitlines():
        parts = [part for part in re.split(r"[\s,，;；、\t]+", line.strip()) if part]
        if not parts:
            continue
        if re.fullmatch(r"[0-9A-Za-z]{4,20}", parts[0]):
            found[parts[0]] = "".join(parts[1:])[:40]
        else:
            wrong.append(line.strip()[:40])
    return list(found.items()), wrong


class CodeForm(forms.Form):
    """Six digits of the authenticator, or a recovery code."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "spellcheck": "false"}),
    )

    def clean_code(self) -> str:
        return self.cleaned_data["code"].translate(FULL_WIDTH).replace(" ", "").lower()
