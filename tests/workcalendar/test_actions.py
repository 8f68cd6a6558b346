"""Versions: confirming a year, other hours, and what never moves."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from haidian_policing.workcalendar import seed
from haidian_policing.workcalendar.actions import change_hours, confirm_year, difference, ensure_seed
from haidian_policing.workcalendar.arithmetic import deadline
from haidian_policing.workcalendar.choices import DayKind, Unit, YearState
from haidian_policing.workcalendar.days import Hours
from haidian_policing.workcalendar.models import Version
from haidian_policing.workcalendar.sets import by_id, current

from .conftest import beijing

NOW = beijing("2026-11-23 10:00")
PUBLISHED_2027 = {
    **{day: fact for day, fact in seed.expected().items() if day.year == 2027},
    date(2027, 2, 10): (DayKind.HOLIDAY, "spring"),
    date(2027, 2, 20): (DayKind.MAKEUP, "spring"),
}


def confirm(at=NOW):
    return confirm_year(year=2027, special=PUBLISHED_2027, source=seed.notice(2027), actor=None, at=at)


def test_the_seed_is_there_once(version: Version) -> None:
    ensure_seed()
    assert Version.objects.count() == 1
    assert version.days.count() == (seed.LAST - seed.FIRST).days + 1


def test_the_difference_from_the_guess_is_named_day_by_day(version: Version) -> None:
    assert [(change.date, change.before.kind, change.after.kind) for change in difference(version, 2027, PUBLISHED_2027)] == [
        (date(2027, 2, 10), DayKind.WORKDAY, DayKind.HOLIDAY),
        (date(2027, 2, 20), DayKind.WEEKEND, DayKind.MAKEUP),
    ]


@pytest.mark.requirement("R39")
def test_confirming_a_year_ends_its_being_provisional(version: Version) -> None:
    start = beijing("2026-12-31 17:00")
    before = deadline(start, 1, Unit.WORKING_HOURS, current(NOW))
    confirmation = confirm()
    after = deadline(start, 1, Unit.WORKING_HOURS, current(NOW))
    assert (before.provisional, after.provisional) == (True, False)
    assert (before.version, after.version) == (version.pk, confirmation.version.pk)
    assert len(confirmation.changes) == 2
    year = confirmation.version.years.get(year=2027)
    assert (year.state, year.source) == (YearState.CONFIRMED, "国务院办公厅关于2027年部分节假日安排的通知")


def test_a_stored_deadline_is_explained_by_the_version_it_was_counted_by(version: Version) -> None:
    start = beijing("2027-02-09 16:00")
    old = deadline(start, 2, Unit.WORKING_DAYS, current(NOW))
    confirm()
    assert deadline(start, 2, Unit.WORKING_DAYS, by_id(old.version)).at == old.at == beijing("2027-02-11 17:30")
    assert deadline(start, 2, Unit.WORKING_DAYS, current(NOW)).at == beijing("2027-02-12 17:30")


def test_a_day_of_another_year_is_refused(version: Version) -> None:
    with pytest.raises(ValueError, match="is not a day of 2028"):
        confirm_year(year=2028, special=PUBLISHED_2027, source="x", actor=None, at=NOW)


def test_two_confirmations_follow_one_another(version: Version) -> None:
    confirm()
    second = confirm(NOW + timedelta(minutes=1))
    assert second.changes == []
    assert list(Version.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_summer_hours_hold_in_their_season_only(version: Version) -> None:
    summer = Hours(seed.USUAL, {(601, 930): (510, 720, 840, 1080)})
    change_hours(hours=summer, reason="夏季作息", actor=None, at=NOW)
    calendar = current(NOW)
    assert deadline(beijing("2027-07-01 11:00"), 2, Unit.WORKING_HOURS, calendar).at == beijing("2027-07-01 15:00")
    assert deadline(beijing("2027-10-11 11:00"), 2, Unit.WORKING_HOURS, calendar).at == beijing("2027-10-11 14:30")


@pytest.mark.parametrize("periods", [(510,), (720, 510), (510, 720, 700, 900), (510, 1500), ()])
def test_impossible_hours_are_refused(version: Version, periods: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="working periods"):
        change_hours(hours=Hours(periods, {}), reason="x", actor=None, at=NOW)


@pytest.mark.requirement("R37")
def test_overlapping_versions_are_refused_by_the_database(version: Version) -> None:
    with pytest.raises(IntegrityError, match="version_valid_apart"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workcalendar_version (calendar, number, valid, periods, first_day, last_day, reason, author, created)"
            " VALUES ('office', 99, '[2026-01-01, 2026-02-01)', '{510,720}', '2026-01-01', '2026-12-31', '', '', now())"
        )


@pytest.mark.parametrize("table", ["day", "slot", "year"])
@pytest.mark.parametrize("statement", ["UPDATE workcalendar_{} SET version_id = version_id", "DELETE FROM workcalendar_{}"])
def test_a_version_is_never_edited(version: Version, table: str, statement: str) -> None:
    with pytest.raises(IntegrityError, match="never edited"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table))
