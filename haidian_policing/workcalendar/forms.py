"""The year's notice as a form: for each holiday from, to and the days that are worked instead."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from haidian_policing.sheets.cleaning import day as read_day

from .choices import DayKind
from .ledger import holiday_name
from .seed import Special, notice

LONGEST = 12  # days off in a row; more is a slip of the pen
ORDER = ("new_year", "spring", "qingming", "labour", "dragon_boat", "national", "mid_autumn")  # the later one wins inside the earlier


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class DaysField(forms.CharField):
    """Days separated by spaces, commas or 、 in any notation; gives a list of dates."""

    def to_python(self, value: object) -> list[date]:  # type: ignore[override]
        try:
            return [read_day(word) for word in re.split(r"[\s,，、;；]+", str(value or "")) if word]
        except ValueError as error:
            raise forms.ValidationError(str(error)) from None

    def validate(self, value: object) -> None:
        """An empty list is an answer."""


class YearForm(forms.Form):
    """`special` is the outcome: every holiday and make-up workday of the year."""

    seen = forms.IntegerField(widget=forms.HiddenInput)
    source = forms.CharField(
        label=pgettext_lazy("State Council", "Document"), max_length=200, help_text=gettext_lazy("Title and number of the notice")
    )

    def __init__(self, data: Mapping[str, Any] | None, *, year: int, known: Special, version: int) -> None:
        super().__init__(data, initial={"seen": version, "source": notice(year)} | _initial(known))
        self.year = year
        self.special: Special = {}
        for code in ORDER:
            self.fields[f"{code}_first"] = forms.DateField(label=pgettext_lazy("days off", "From"), widget=DayInput())
            self.fields[f"{code}_last"] = forms.DateField(label=pgettext_lazy("days off", "To"), widget=DayInput())
            self.fields[f"{code}_makeup"] = DaysField(label=gettext_lazy("Make-up workdays"), required=False)

    def rows(self) -> Iterable[tuple[str, list[forms.BoundField]]]:
        """Name of the holiday and its three fields, for the table of the page."""
        through_the_year = sorted(ORDER, key=lambda code: str(self.initial[f"{code}_first"]))
        return [(holiday_name(code), [self[f"{code}_{part}"] for part in ("first", "last", "makeup")]) for code in through_the_year]

    def clean(self) -> dict:
        given = super().clean() or {}
        for code in ORDER:
            self._check_range(code, given.get(f"{code}_first"), given.get(f"{code}_last"))
        for code in ORDER:
            self._check_makeup(code, given.get(f"{code}_makeup") or [])
        return given

    def _check_range(self, code: str, first: date | None, last: date | None) -> None:
        if not first or not last:
            return
        if first.year != self.year or last.year != self.year:
            self.add_error(f"{code}_first", _("The days must lie in %(year)s.") % {"year": self.year})
        elif not timedelta(0) <= last - first < timedelta(days=LONGEST):
            self.add_error(
                f"{code}_last", _("The last day must not come before the first, nor more than %(days)s days later.") % {"days": LONGEST}
            )
        else:
            days = (first + timedelta(days=offset) for offset in range((last - first).days + 1))
            self.special |= dict.fromkeys(days, (DayKind.HOLIDAY, code))

    def _check_makeup(self, code: str, days: list[date]) -> None:
        for day in days:
            if day.year != self.year or day.weekday() < 5 or day in self.special:
                wrong = _("%(day)s is no Saturday or Sunday of %(year)s outside the holidays.")
                self.add_error(f"{code}_makeup", wrong % {"day": day.isoformat(), "year": self.year})
            else:
                self.special[day] = (DayKind.MAKEUP, code)


def _initial(known: Special) -> dict[str, object]:
    """What the form shows at first: the calendar's present guess."""
    shown: dict[str, object] = {}
    for code in ORDER:
        off = sorted(day for day, fact in known.items() if fact == (DayKind.HOLIDAY, code))
        worked = sorted(day for day, fact in known.items() if fact == (DayKind.MAKEUP, code))
        shown |= {f"{code}_first": off[0] if off else None, f"{code}_last": off[-1] if off else None}
        shown[f"{code}_makeup"] = "、".join(day.isoformat() for day in worked)
    return shown
