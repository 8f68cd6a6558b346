"""The explanation of a deadline."""

from django.utils import translation

from haidian_policing.workcalendar.arithmetic import deadline
from haidian_policing.workcalendar.choices import DayKind, Unit
from haidian_policing.workcalendar.ledger import explain
from haidian_policing.workcalendar.timeline import Calendar

from .conftest import beijing


def test_it_says_which_periods_counted_and_which_holiday_did_not(calendar: Calendar) -> None:
    ledger = deadline(beijing("2026-09-30 16:30"), 120, Unit.WORKING_MINUTES, calendar).ledger
    assert [(line.kind, line.when, line.hours, line.minutes) for line in ledger] == [
        (DayKind.WORKDAY, "2026-09-30", "16:30–17:30", 60),
        (DayKind.HOLIDAY, "2026-10-01 – 2026-10-07", "", 0),
        (DayKind.WORKDAY, "2026-10-08", "08:30–09:30", 60),
    ]


def test_working_days_leave_the_first_day_out_and_count_a_make_up_saturday(calendar: Calendar) -> None:
    ledger = deadline(beijing("2026-10-09 16:00"), 3, Unit.WORKING_DAYS, calendar).ledger
    assert [(line.kind, line.days) for line in ledger] == [
        (DayKind.WORKDAY, 0),
        (DayKind.MAKEUP, 1),
        (DayKind.WEEKEND, 0),
        (DayKind.WORKDAY, 2),
    ]


def test_its_minutes_add_up_to_what_was_allowed(calendar: Calendar) -> None:
    found = deadline(beijing("2026-02-11 09:17"), 2345, Unit.WORKING_MINUTES, calendar)
    assert sum(line.minutes for line in found.ledger) == 2345


def test_it_speaks_the_readers_language(calendar: Calendar) -> None:
    holiday = deadline(beijing("2026-09-30 16:30"), 2, Unit.WORKING_HOURS, calendar).ledger[1]
    with translation.override("en"):
        assert holiday.text == "2026-10-01 – 2026-10-07: National Day, not counted"
    with translation.override("zh-hans"):
        assert holiday.text == "2026-10-01 – 2026-10-07：国庆节，不计"


def test_natural_time_is_one_line(calendar: Calendar) -> None:
    ledger = deadline(beijing("2026-10-01 10:00"), 2, Unit.HOURS, calendar).ledger
    assert [(line.kind, line.minutes) for line in ledger] == [(None, 120)]


def test_days_before_the_calendar_are_left_unexplained(calendar: Calendar) -> None:
    assert explain(beijing("2009-10-01 10:00"), beijing("2009-10-09 10:00"), Unit.WORKING_MINUTES, calendar) == []
