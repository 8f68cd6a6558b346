"""The password policy, a setting with the national profile as the default, and the one-time passwords that open accounts."""

import re
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from haidian_policing.organisation.roles import ROLES

CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^a-zA-Z\d]")
CONTEXT_WORDS = (
    *["haidian", "hdfj", "hdga", "jingwu", "jingcha", "paichusuo", "gongan", "police", "beijing", "wangge", "chuishao", "portal"],
    *["海淀", "警务", "警察", "公安", "派出所", "北京", "网格"],
)
DEMONSTRATION_PASSWORD = "Wanjia-Denghuo-2026"
DEMONSTRATION_NUMBERS = {role: f"{900_001 + index}" for index, role in enumerate(ROLES)}
LIFE = timedelta(days=90)
ONE_TIME = timedelta(hours=24)
ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def shortest() -> int:
    return 15 if settings.PASSWORD_PROFILE == "asvs" else 12


class PolicyValidator:
    """GB/T profile: 12 characters of 3 classes; ASVS profile: 15 characters, no composition. Context words are refused in both."""

    def validate(self, password: str, user=None) -> None:
        if len(password) < shortest():
            raise ValidationError(_("The password needs at least %(number)s characters.") % {"number": shortest()})
        if settings.PASSWORD_PROFILE != "asvs" and sum(bool(re.search(pattern, password)) for pattern in CLASSES) < 3:
            raise ValidationError(_("Use at least three of: small letters, capital letters, digits, other characters."))
        own = (user.police_number, user.name) if user else ()
        if any(word and word in password.lower() for word in (*CONTEXT_WORDS, *own)):
            raise ValidationError(_("The password must not contain the name of the bureau, the place or this system, nor your own."))

    def get_help_text(self) -> str:
        if settings.PASSWORD_PROFILE == "asvs":
            return _("At least 15 characters; no names of the bureau or this system.")
        return _("At least 12 characters of three classes; no names of the bureau or this system.")


def one_time_password() -> str:
    """Sixteen random signs in four groups, without those that look alike; about 92 bits."""
    while True:
        word = "-".join("".join(secrets.choice(ALPHABET) for _sign in range(4)) for _group in range(4))
        if all(re.search(pattern, word) for pattern in CLASSES):
            return word


def is_too_old(changed_at: datetime | None, at: datetime) -> bool:
    """The national profile wants a new password after 90 days; the other never asks for one without cause."""
    return settings.PASSWORD_PROFILE != "asvs" and changed_at is not None and at - changed_at > LIFE
