"""Pickers: one thing out of many chosen by name, pinyin initials or number; a text box to which a script adds suggestions."""

import re
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.forms.utils import flatatt
from django.urls import reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from haidian_policing.phrasing import enumerated
from haidian_policing.search.texts import matching, spoken_number, words_of

MOST_NAMED, MOST_DIGITS = 6, 18
IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


def named(thing) -> str:
    """A thing as a picker writes it, with the number that tells namesakes apart: 王强 (010203)."""
    number = spoken_number(thing)
    return f"{thing} ({number})" if number else str(thing)


class Picker(forms.Widget):
    """A text box `name-text` and the key `name`; without a script the text alone is sent and looked up.

    kind: the code of a declaration in PICKED that suggests; at: the key of what narrows it.
    """

    input_type = "text"
    choices: Any = ()

    def __init__(self, kind: str, at: Any = ""):
        super().__init__()
        self.kind, self.at = kind, at

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-text" if id_ else ""

    def value_from_datadict(self, data, files, name: str) -> tuple:
        """(key, text); text is None where no box was sent, as from the API."""
        return data.get(name) or "", data.get(f"{name}-text")

    def value_omitted_from_data(self, data, files, name: str) -> bool:
        return name not in data and f"{name}-text" not in data

    def render(self, name: str, value, attrs=None, renderer=None) -> SafeString:
        key, text = value if isinstance(value, tuple) else (value or "", None)
        attrs = self.build_attrs(self.attrs, attrs)
        id_ = attrs.pop("id", f"id_{name}")
        source = f"{reverse_lazy('roof:pick', kwargs={'code': self.kind})}?{urlencode({'at': self.at})}"
        box = {"type": "text", "name": f"{name}-text", "id": f"{id_}-text", "value": self.text_of(key) if text is None else text}
        combo = {"role": "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": f"{id_}-list"}
        quiet = {"autocomplete": "off", "spellcheck": "false", "data-suggests": source, "data-key": id_}
        quiet |= {"hx-sync": "this:replace", "hx-select": "unset"}  # a list around it selects itself from what is fetched
        quiet["data-by"] = "number" if self.choices.field.to_field_name else "key"
        return format_html(
            '<span class="picker"><input type="hidden" name="{}" id="{}" value="{}"><input{}>'
            '<span class="picks" role="listbox" id="{}-list" aria-label="{}" hidden></span></span>',
            name, id_, key, flatatt(attrs | box | combo | quiet), id_, _("Suggestions"),
        )  # fmt: skip

    def text_of(self, key) -> str:
        chosen = self.choices.field.chosen(key)
        return named(chosen) if chosen else ""


class PickField(forms.ModelChoiceField):
    """One thing of a queryset: by key where one was chosen, else by what was typed if only one thing answers to it.

    The key is the primary key, or `to_field_name`: people go by their police number.
    """

    default_error_messages = {
        "nothing": _("Nothing to choose is found by “%(text)s”."),
        "several": _("Several are found by “%(text)s”: %(names)s. Add the number."),
    }

    def __init__(self, queryset, *, kind: str, at: Any = "", **options: Any):
        super().__init__(queryset, widget=Picker(kind, at), **options)

    def __deepcopy__(self, memo):
        copied = super(forms.ChoiceField, self).__deepcopy__(memo)
        copied.queryset = self.queryset
        return copied

    def _keep_queryset(self, queryset) -> None:
        self._queryset = queryset
        self.widget.choices = self.choices

    # As it was given: Django would copy it for each form, and so work out one that is given to be worked out once something is chosen.
    queryset = property(forms.ModelChoiceField._get_queryset, _keep_queryset)

    def prepare_value(self, value):
        return value if isinstance(value, tuple) else super().prepare_value(value)

    def has_changed(self, initial, data) -> bool:
        key, text = data
        return str(self.prepare_value(initial) or "") != str(key) or (text is not None and not key and bool(text.strip()))

    def chosen(self, key):
        """The thing of this key, or None: also where it is out of the field's reach."""
        if not key or isinstance(key, self.queryset.model):
            return key or None
        key, column = str(key), self.to_field_name or "pk"
        known = key.isprintable() if self.to_field_name else key.isdecimal() and len(key) < MOST_DIGITS
        return self.queryset.filter(**{column: key}).first() if known else None

    def to_python(self, value):
        key, text = value if isinstance(value, tuple) else (value, None)
        if text is None and not self.to_field_name:
            return super().to_python(str(key))
        text = str(key) if text is None else text
        chosen = self.chosen(key)
        if chosen and named(chosen) == text:
            return chosen
        return self.looked_up(text) if words_of(text) else None

    def looked_up(self, text: str):
        number = IN_BRACKETS.search(text)
        assert self.queryset is not None  # the field cannot be made without
        found = list(matching(self.queryset, number[1] if number else text)[: MOST_NAMED + 1])
        exact = [thing for thing in found if thing.rank == 0] or found
        if len(exact) == 1:
            return exact[0]
        names = enumerated(named(thing) for thing in exact[:MOST_NAMED])
        words = {"text": text, "names": names + ("…" if len(exact) > MOST_NAMED else "")}
        raise forms.ValidationError(self.error_messages["several" if exact else "nothing"], code="invalid", params=words)


class TickField(forms.ModelMultipleChoiceField):
    """Several things of a queryset, each with its number, in a list to tick that is narrowed as one types."""

    def __init__(self, queryset, **options: Any):
        super().__init__(queryset, widget=forms.CheckboxSelectMultiple({"class": "long"}), **options)

    def label_from_instance(self, thing) -> str:
        return named(thing)
