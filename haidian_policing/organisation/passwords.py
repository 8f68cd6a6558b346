"""The password policy: a setting, with the national profile as the default."""

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^a-zA-Z\d]")
CONTEXT_WORDS = ("haidian", "hdfj", "jingwu", "paichusuo", "gongan", "police", "海淀", "警务", "公安")


class PolicyValidator:
    """GB/T profile: 12 characters of 3 classes; ASVS profile: 15 characters, no composition. Context words are refused in both."""

    def validate(self, password: str, user=None) -> None:
        shortest = 15 if settings.PASSWORD_PROFILE == "asvs" else 12
        if len(password) < shortest:
            raise ValidationError(_("The password needs at least %(number)s characters.") % {"number": shortest})
        if settings.PASSWORD_PROFILE != "asvs" and sum(bool(re.search(pattern, password)) for pattern in CLASSES) < 3:
            raise ValidationError(_("Use at least three of: small letters, capital letters, digits, other characters."))
        if any(word in password.lower() for word in CONTEXT_WORDS):
            raise ValidationError(_("The password must not contain the name of the bureau, the place or this system."))

    def get_help_text(self) -> str:
        return _("At least 12 characters of three classes; no names of the bureau or this system.")
