"""Deadlines, elapsed and remaining time in memory."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from haidian_policing.workcalendar.arithmetic import deadline, elapsed, remaining, resume, warn_at
from haidian_policing.workcalendar.choices import Unit
from haidian_policing.workcalendar.timeline import BeyondCalendar, Calendar

from .cases import CASES
from .conftest import beijing

MOMENTS = st.datetimes(beijing("2024-02-01 00:00").replace(tzinfo=None), beijing("2027-12-01 00:00").replace(tzinfo=None)).map(
    lambda at: beijing(at.isoformat())
)


@pytest.mark.requirement("R39")
@pytest.mark.parametrize(("start", "amount", "unit", "due", "provisional"), CASES)
def test_hand_made_cases(calendar: Calendar, start: str, amount: int, unit: str, due: str, provisional: bool) -> None:
    found = deadline(beijing(start), amount, Unit(unit), calendar)
    assert (found.at, found.provisional) == (beijing(due), provisional)


@pytest.mark.parametrize(("start", "amount", "unit", "due", "provisional"), CASES)
def test_what_was_allowed_has_elapsed_at_the_deadline(
    calendar: Calendar, start: str, amount: int, unit: str, due: str, provisional: bool
) -> None:
    assert elapsed(beijing(start), beijing(due), Unit(unit), calendar) == amount
    assert remaining(beijing(due), beijing(start), Unit(unit), calendar) == -amount


@given(start=MOMENTS, minutes=st.integers(1, 20_000))
def test_a_deadline_lies_inside_the_hours_and_leaves_nothing(calendar: Calendar, start, minutes: int) -> None:
    due = deadline(start, minutes, Unit.WORKING_MINUTES, calendar).at
    assert remaining(due, due, Unit.WORKING_MINUTES, calendar) == 0
    assert elapsed(start, due, Unit.WORKING_MINUTES, calendar) == minutes
    minute = due.hour * 60 + due.minute + due.second / 60 + due.microsecond / 60e6
    assert any(first < minute <= last for first, last in calendar.by_date[due.date()].spans)


@given(start=MOMENTS, minutes=st.integers(1, 5_000), wait=st.integers(0, 20_000), pause=st.integers(0, 40_000))
def test_a_pause_takes_nothing_away_and_gives_nothing(calendar: Calendar, start, minutes: int, wait: int, pause: int) -> None:
    due = deadline(start, minutes, Unit.WORKING_MINUTES, calendar).at
    paused = start + timedelta(minutes=wait)
    resumed = paused + timedelta(minutes=pause)
    later = resume(due, paused, resumed, Unit.WORKING_MINUTES, calendar)
    left = calendar.position(due) - calendar.position(paused)
    assert calendar.position(later) - calendar.position(resumed) == left


def test_a_pause_over_a_night_costs_only_working_time(calendar: Calendar) -> None:
    due = resume(beijing("2026-11-24 10:00"), beijing("2026-11-23 17:00"), beijing("2026-11-24 09:00"), Unit.WORKING_HOURS, calendar)
    assert due == beijing("2026-11-24 11:00")


def test_a_pause_outside_the_hours_moves_nothing(calendar: Calendar) -> None:
    due = beijing("2026-11-24 12:00")
    assert resume(due, beijing("2026-11-28 10:00"), beijing("2026-11-29 10:00"), Unit.WORKING_DAYS, calendar) == due


def test_a_pause_of_natural_time_runs_day_and_night(calendar: Calendar) -> None:
    due = resume(beijing("2026-11-28 10:00"), beijing("2026-11-27 20:00"), beijing("2026-11-28 08:00"), Unit.HOURS, calendar)
    assert due == beijing("2026-11-28 22:00")


def test_a_pause_cannot_end_before_it_began(calendar: Calendar) -> None:
    with pytest.raises(ValueError, match="pause"):
        resume(beijing("2026-11-28 10:00"), beijing("2026-11-27 20:00"), beijing("2026-11-27 19:00"), Unit.HOURS, calendar)


def test_a_warning_comes_inside_the_hours(calendar: Calendar) -> None:
    assert warn_at(beijing("2026-11-24 09:00"), 30, Unit.WORKING_MINUTES, calendar) == beijing("2026-11-24 08:30")
    assert warn_at(beijing("2026-11-24 09:00"), 1, Unit.WORKING_HOURS, calendar) == beijing("2026-11-23 17:00")
    assert warn_at(beijing("2026-11-24 09:00"), 1, Unit.HOURS, calendar) == beijing("2026-11-24 08:00")


def test_nothing_is_guessed_outside_the_calendar(calendar: Calendar) -> None:
    with pytest.raises(BeyondCalendar):
        deadline(beijing("2023-12-31 09:00"), 1, Unit.WORKING_HOURS, calendar)
    with pytest.raises(BeyondCalendar):
        deadline(beijing("2035-12-31 09:00"), 1, Unit.WORKING_DAYS, calendar)
    with pytest.raises(BeyondCalendar):
        deadline(beijing("2035-12-31 17:00"), 1, Unit.WORKING_HOURS, calendar)


@pytest.mark.parametrize("amount", [0, -1])
def test_a_deadline_needs_time(calendar: Calendar, amount: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        deadline(beijing("2026-11-23 09:00"), amount, Unit.DAYS, calendar)
