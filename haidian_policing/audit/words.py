"""What an event of the audit log says beside who, what and when: its keys and deeds in words."""

from collections.abc import Iterator

from django.utils.translation import pgettext_lazy

from haidian_policing.organisation.roles import ROLES
from haidian_policing.phrasing import clauses, enumerated

KEYS = {
    "page": pgettext_lazy("audit", "page"),
    "what": pgettext_lazy("audit", "deed"),
    "verb": pgettext_lazy("audit", "deed"),
    "field": pgettext_lazy("audit", "field"),
    "reason": pgettext_lazy("audit", "reason"),
    "rows": pgettext_lazy("audit", "rows"),
    "role": pgettext_lazy("audit", "role"),
    "until": pgettext_lazy("audit", "until"),
    "ends": pgettext_lazy("audit", "until"),
    "filter": pgettext_lazy("audit", "conditions"),
    "sheet": pgettext_lazy("audit", "sheet"),
    "sha256": pgettext_lazy("audit", "check sum"),
    "year": pgettext_lazy("audit", "year"),
    "people": pgettext_lazy("audit", "people"),
    "url": pgettext_lazy("audit", "address"),
    "kinds": pgettext_lazy("audit", "kinds"),
    "ended": pgettext_lazy("audit", "ended"),
    "list": pgettext_lazy("audit", "list"),
    "form": pgettext_lazy("audit", "file format"),
    "ticked": pgettext_lazy("audit", "ticked rows"),
    "unmasked": pgettext_lazy("audit", "in the clear"),
    "of": pgettext_lazy("audit", "keys"),
    "to": pgettext_lazy("audit", "to person no."),
    "person": pgettext_lazy("audit", "to person no."),
    "key": pgettext_lazy("audit", "key no."),
    "row": pgettext_lazy("audit", "row no."),
    "scope": pgettext_lazy("audit", "it may"),
    "done": pgettext_lazy("audit", "done"),
    "new": pgettext_lazy("row", "New"),
    "changed": pgettext_lazy("row", "Changed"),
    "unchanged": pgettext_lazy("row", "Unchanged"),
    "wrong": pgettext_lazy("row", "Wrong"),
    "at": pgettext_lazy("audit", "time"),
}
DEEDS = {
    "phone": pgettext_lazy("audit", "telephone"),
    "contact": pgettext_lazy("audit", "contact on site"),
    "preview": pgettext_lazy("audit", "look as another post"),
    "lend": pgettext_lazy("audit", "grant an exception"),
    "take_back": pgettext_lazy("audit", "take an exception back"),
    "open": pgettext_lazy("audit", "open accounts"),
    "change_password": pgettext_lazy("audit", "change the password"),
    "end_sessions": pgettext_lazy("audit", "end sessions"),
    "second_factor": pgettext_lazy("audit", "second factor"),
    "second_factor_set_up": pgettext_lazy("audit", "set up the second factor"),
    "second_factor_off": pgettext_lazy("audit", "take off the second factor"),
    "recovery_codes": pgettext_lazy("audit", "new recovery codes"),
    "issue_key": pgettext_lazy("audit", "issue an API key"),
    "approve_key": pgettext_lazy("audit", "approve an API key"),
    "revoke_key": pgettext_lazy("audit", "revoke an API key"),
    "appoint": pgettext_lazy("audit", "appoint the first administrator"),
    "read": pgettext_lazy("API key", "read"),
    "write": pgettext_lazy("API key", "read and write"),
    "give_post": pgettext_lazy("audit", "give a post"),
    "transfer": pgettext_lazy("audit", "transfer"),
    "end_post": pgettext_lazy("audit", "end a post"),
    "absence": pgettext_lazy("audit", "record an absence"),
    "end_absence": pgettext_lazy("audit", "shorten an absence"),
    "reset": pgettext_lazy("audit", "reset the password"),
    "disable": pgettext_lazy("audit", "disable the account"),
    "enable": pgettext_lazy("audit", "enable the account"),
    "end-sessions": pgettext_lazy("audit", "end sessions"),
    "forget-factor": pgettext_lazy("audit", "forget the second factor"),
    "propose": pgettext_lazy("audit", "propose"),
    "approve": pgettext_lazy("audit", "approve"),
    "pause": pgettext_lazy("audit", "pause"),
    "resume": pgettext_lazy("audit", "resume"),
    "import": pgettext_lazy("audit", "import"),
    "import undone": pgettext_lazy("audit", "undo an import"),
    "calendar_year": pgettext_lazy("audit", "confirm a calendar year"),
}
SHOWN = 12  # signs of a check sum; the whole of it is in the sheet


def in_words(detail: dict) -> str:
    """The detail of an event as one line, empty where there is none."""
    return clauses(_told(detail))


def _told(detail: dict) -> Iterator[str]:
    for key, value in detail.items():
        if value not in (None, "", [], {}):
            yield f"{KEYS.get(key, key)} {_value(key, value)}"


def _value(key: str, value) -> str:
    if isinstance(value, dict):
        return enumerated(f"{name}={inner}" for name, inner in value.items())
    if isinstance(value, list):
        return enumerated(value)
    if key == "role" and value in ROLES:
        return str(ROLES[value].label)
    return str(value)[:SHOWN] if key == "sha256" else str(DEEDS.get(str(value), value))
