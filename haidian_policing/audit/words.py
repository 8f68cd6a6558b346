"""What an event of the audit log says beside who, what and when: its keys and deeds in words."""

from collections.abc import Iterator

from django.utils.translation import pgettext_lazy

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
    "recovery_codes": pgettext_lazy("audit", "new recovery codes"),
    "issue_key": pgettext_lazy("audit", "issue an API key"),
    "import": pgettext_lazy("audit", "import"),
    "import undone": pgettext_lazy("audit", "undo an import"),
    "calendar_year": pgettext_lazy("audit", "confirm a calendar year"),
}
SHOWN = 12  # signs of a check sum; the whole of it is in the sheet


def in_words(detail: dict) -> str:
    """The detail of an event as one line, empty where there is none."""
    return "；".join(_told(detail))


def _told(detail: dict) -> Iterator[str]:
    for key, value in detail.items():
        if value not in (None, "", [], {}):
            yield f"{KEYS.get(key, key)} {_value(key, value)}"


def _value(key: str, value) -> str:
    if isinstance(value, dict):
        return "，".join(f"{name}={inner}" for name, inner in value.items())
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value)[:SHOWN] if key == "sha256" else str(DEEDS.get(str(value), value))
