"""What a sheet must hold, declared once: the template, the check, the messages and the error workbook follow from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import Enum
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from haidian_policing.phrasing import enumerated

from . import cleaning

BLANKS = " \t\r\n\u00a0\u3000\u200b\ufeff"  # what makes an empty cell look filled


class Kind(Enum):
    """How a column's cells are cleaned; the value is the cleaner."""

    TEXT = (cleaning.words,)  # free text
    NAME = (cleaning.name,)  # names of people and places
    CODE = (cleaning.digits,)  # police numbers, phones: long numbers stay text
    INTEGER = (cleaning.integer,)
    NUMBER = (cleaning.number,)
    DATE = (cleaning.day,)
    YES_NO = (cleaning.yes_no,)

    def clean(self, value: Any) -> Any:
        """The cell as a value; ValueError says why not."""
        return self.value[0](value)


@dataclass(frozen=True)
class Column:
    """One column.

    choices: what may stand there, as label -> value or a list of labels. key: together the key columns find an existing row.
    parse: last word on a cleaned value, returns the value or raises ValueError(reason) or Wrong(reason, suggestion).
    aliases: other headings people use for it. secret: never shown nor stored in plain, such as a telephone number.
    """

    name: str
    label: str
    kind: Kind = Kind.TEXT
    required: bool = False
    choices: Mapping[str, Any] | Sequence[str] | None = None
    sample: Any = ""
    note: str = ""
    parse: Callable[[Any], Any] | None = None
    aliases: Sequence[str] = ()
    key: bool = False
    width: int = 0
    secret: bool = False

    @cached_property
    def headings(self) -> frozenset[str]:
        """Every heading that means this column, cleaned."""
        return frozenset(cleaning.label(text) for text in (self.label, self.name, *self.aliases))

    @cached_property
    def options(self) -> dict[str, Any]:
        """Cleaned label -> value."""
        if self.choices is None:
            return {}
        pairs = self.choices.items() if isinstance(self.choices, Mapping) else ((text, text) for text in self.choices)
        return {cleaning.name(str(text)): value for text, value in pairs}

    @cached_property
    def _takes_plain(self) -> bool:
        """Whether nothing is to be done to letters and digits."""
        return self.kind in (Kind.TEXT, Kind.NAME, Kind.CODE) and not self.options and self.parse is None

    @property
    def title(self) -> str:
        """The heading in a template."""
        return f"{self.label}*" if self.required else self.label

    def read(self, cell: Any) -> Any:
        """The value of a cell, None when it is empty; raises Wrong."""
        if cell.__class__ is str and cell.isalnum() and self._takes_plain and (cell.isascii() or not cleaning.ODD.search(cell)):
            return cell
        if cell is None or (isinstance(cell, str) and not cell.strip(BLANKS)):
            if self.required:
                raise Wrong(_("must not be empty"))
            return None
        if isinstance(cell, str) and cell.startswith("#") and cleaning.EXCEL_ERROR.match(cell):
            raise Wrong(_("the formula in this cell gives an error"))
        try:
            value = self._choose(cell) if self.options else self.kind.clean(cell)
            return self.parse(value) if self.parse else value
        except Wrong:
            raise
        except ValueError as error:
            raise Wrong(str(error)) from None

    def _choose(self, cell: Any) -> Any:
        text = cleaning.name(cell)
        if text in self.options:
            return self.options[text]
        near = get_close_matches(text, self.options, n=1, cutoff=0.5) or [option for option in self.options if text in option][:1]
        raise Wrong(_("not among the choices"), near[0] if near else "")


class Wrong(ValueError):
    """A cell that cannot stay as it is: the reason, and what may have been meant."""

    def __init__(self, reason: str, suggestion: str = "") -> None:
        super().__init__(reason)
        self.reason, self.suggestion = reason, suggestion


class Lookup:
    """The last word on a column that names something by any of its names: each thing has one key; used as `parse`.

    load: (key, name, name …) of everything that may be named; asked once, when the first cell comes. unknown: what is said of others.
    """

    SUGGESTIONS = 200  # a search for what is similar takes milliseconds; a sheet of nothing but mistakes needs no more

    def __init__(self, load: Callable[[], Any], unknown: str) -> None:
        self._load, self._unknown, self._left = load, unknown, self.SUGGESTIONS

    @cached_property
    def _keys(self) -> dict[str, list]:
        found: dict[str, list] = {}
        for key, *names in self._load():
            for name in {cleaning.name(str(name)) for name in (key, *names) if name}:
                found.setdefault(name, []).append(key)
        return found

    def __call__(self, value: Any) -> Any:
        text = cleaning.name(value)
        keys = self._keys.get(text, ())
        if len(keys) == 1 or value in keys:
            return keys[0] if len(keys) == 1 else value
        if keys:
            raise Wrong(_("several have this name; write the number or code"), enumerated(keys[:5]))
        self._left -= 1
        near = get_close_matches(text, self._keys, n=1, cutoff=0.5) if self._left >= 0 else []
        raise Wrong(self._unknown, near[0] if near else "")
