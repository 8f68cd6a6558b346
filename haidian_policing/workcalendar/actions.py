"""Acts on the calendar: confirm a year, change the hours; each makes a new version and closes the one before."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from . import seed
from .choices import DayKind, YearState
from .days import ZONE, DayFact, Hours, check_periods, expand
from .models import Version
from .sets import fill, hours_of, load


@dataclass(frozen=True, slots=True)
class Change:
    """A day that is not what the calendar said before."""

    before: DayFact
    after: DayFact

    @property
    def date(self) -> date:
        """The day."""
        return self.after.date


@dataclass(frozen=True, slots=True)
class Confirmation:
    """The new version, and what the year's confirmation changed; deadlines marked provisional are to be counted again with it."""

    version: Version
    changes: list[Change]


def ensure_seed(registry: Any = apps) -> None:
    """Version 1 of the office calendar, if there is none; in use since the first seeded day."""
    versions = registry.get_model("workcalendar", "Version").objects
    if versions.filter(calendar="office").exists():
        return
    begins = datetime(seed.FIRST.year, seed.FIRST.month, seed.FIRST.day, tzinfo=ZONE)
    version = versions.create(
        number=1,
        valid=DateTimeTZRange(begins, None),
        periods=list(seed.USUAL),
        first_day=seed.FIRST,
        last_day=seed.LAST,
        reason="随系统提供",
    )
    years = {year: _seeded_state(year) for year in range(seed.FIRST.year, seed.LAST.year + 1)}
    fill(registry, version, seed.HOURS, expand(seed.FIRST, seed.LAST, seed.HOURS, seed.special_days()), years)


def _seeded_state(year: int) -> tuple[str, str]:
    confirmed = year in seed.CONFIRMED
    return (YearState.CONFIRMED, seed.notice(year)) if confirmed else (YearState.PROVISIONAL, "")


def difference(version: Version, year: int, special: seed.Special) -> list[Change]:
    """The days of the year that would not be what they are in the version, if these special days were confirmed."""
    known = load(version).by_date
    proposed = expand(date(year, 1, 1), date(year, 12, 31), hours_of(version), _only(year, special))
    return [Change(known[day.date], day) for day in proposed if day != known[day.date]]


@transaction.atomic
def confirm_year(*, year: int, special: seed.Special, source: str, actor: Any, at: datetime, calendar: str = "office") -> Confirmation:
    """The year is what the State Council published: its special days replace the guesses in a new version."""
    version = _locked(calendar, at)
    changes = difference(version, year, special)
    kept = {day: fact for day, fact in specials(version).items() if day.year != year}
    years = _years(version) | {year: (YearState.CONFIRMED, source)}
    new = _succeed(version, hours_of(version), kept | _only(year, special), years, reason=source, actor=actor, at=at)
    return Confirmation(new, changes)


@transaction.atomic
def change_hours(*, hours: Hours, reason: str, actor: Any, at: datetime, calendar: str = "office") -> Version:
    """Other periods for all days from a new version on; deadlines already given keep theirs."""
    for periods in (hours.usual, *hours.seasons.values()):
        check_periods(periods)
    version = _locked(calendar, at)
    return _succeed(version, hours, specials(version), _years(version), reason=reason, actor=actor, at=at)


def specials(version: Version) -> seed.Special:
    """Holidays and make-up workdays of a version."""
    named = (DayKind.HOLIDAY, DayKind.MAKEUP)
    return {day.date: (day.kind, day.holiday) for day in load(version).days if day.kind in named}


def _only(year: int, special: seed.Special) -> seed.Special:
    if strangers := [day for day in special if day.year != year]:
        raise ValueError(f"{strangers[0]} is not a day of {year}")
    return special


def _years(version: Version) -> dict[int, tuple[str, str]]:
    return {row.year: (row.state, row.source) for row in version.years.all()}


def _locked(calendar: str, at: datetime) -> Version:
    """The version in use; the first version's row is the lock, so that who comes second continues from the new one."""
    Version.objects.select_for_update().get(calendar=calendar, number=1)
    return Version.objects.in_use(at, calendar).get()


def _succeed(
    version: Version, hours: Hours, special: seed.Special, years: Mapping[int, tuple[str, str]], *, reason: str, actor: Any, at: datetime
) -> Version:
    """Close the version at that moment and open its successor."""
    Version.objects.filter(pk=version.pk).update(valid=DateTimeTZRange(version.valid.lower, at))
    new = Version.objects.create(
        calendar=version.calendar,
        number=version.number + 1,
        valid=DateTimeTZRange(at, None),
        periods=list(hours.usual),
        first_day=version.first_day,
        last_day=version.last_day,
        reason=reason,
        author=actor.get_username() if actor else "",
    )
    fill(apps, new, hours, expand(version.first_day, version.last_day, hours, special), years)
    return new
