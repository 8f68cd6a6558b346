"""PostgreSQL and Python count alike."""

import time
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.db.models import CharField, DateTimeField, IntegerField, Value
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from haidian_policing.workcalendar import arithmetic
from haidian_policing.workcalendar.choices import Unit
from haidian_policing.workcalendar.days import moment, slots
from haidian_policing.workcalendar.models import Version
from haidian_policing.workcalendar.querysets import due as due_expression
from haidian_policing.workcalendar.sets import load

from .cases import CASES
from .conftest import beijing

FIRST, LAST = beijing("2024-02-01 00:00"), beijing("2028-12-01 00:00")
EDGES = (timedelta(hours=8.5), timedelta(hours=12), timedelta(hours=13.5), timedelta(hours=17.5), timedelta())
NEAR_EDGES = st.builds(
    lambda day, edge, slip: FIRST + timedelta(days=day) + edge + timedelta(microseconds=slip),
    st.integers(0, 1700),
    st.sampled_from(EDGES),
    st.sampled_from([0, 0, 0, 1, -1, 60_000_000, -60_000_000]),
)
ANY = st.integers(0, int((LAST - FIRST).total_seconds() * 1_000_000)).map(lambda ticks: FIRST + timedelta(microseconds=ticks))
MOMENTS = st.one_of(ANY, NEAR_EDGES)
REAL = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ask(call: str, *given: object) -> object:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {call}", given)
        return cursor.fetchone()[0]


@pytest.mark.requirement("R39")
@pytest.mark.parametrize(("start", "amount", "unit", "due", "provisional"), CASES)
def test_hand_made_cases(version: Version, start: str, amount: int, unit: str, due: str, provisional: bool) -> None:
    row = Version.objects.filter(pk=version.pk).annotate(
        start=Value(beijing(start), DateTimeField()), amount=Value(amount, IntegerField()), unit=Value(unit, CharField())
    )
    assert row.values_list(due_expression("start", "amount", "unit", Value(version.pk)), flat=True).get() == beijing(due)
    touched = ask("touches_provisional_year(%s, %s, %s)", beijing(start), beijing(due), version.pk)
    assert (Unit(unit).is_working and touched) == provisional


def test_the_stored_slots_are_those_of_the_days(version: Version) -> None:
    stored = version.slots.order_by("starts").values_list("starts", "ends", "before", "after", "resumes")
    facts = slots(load(version).days)
    assert list(stored) == [(moment(one.starts), moment(one.ends), one.before, one.after, moment(one.resumes)) for one in facts]


@REAL
@given(start=MOMENTS, minutes=st.integers(-3_000, 30_000))
def test_minutes_later(version: Version, start: datetime, minutes: int) -> None:
    expected = load(version).shift(start, timedelta(minutes=minutes))
    assert ask("add_working_minutes(%s, %s, %s)", start, minutes, version.pk) == expected


@REAL
@given(start=MOMENTS, end=MOMENTS)
def test_minutes_and_days_between(version: Version, start: datetime, end: datetime) -> None:
    calendar = load(version)
    minutes = arithmetic.elapsed(start, end, Unit.WORKING_MINUTES, calendar)
    days = arithmetic.elapsed(start, end, Unit.WORKING_DAYS, calendar)
    assert ask("working_minutes_between(%s, %s, %s)", start, end, version.pk) == minutes
    assert ask("working_days_between(%s, %s, %s)", start, end, version.pk) == days


@REAL
@given(start=MOMENTS, amount=st.integers(1, 60))
def test_working_days_later(version: Version, start: datetime, amount: int) -> None:
    expected = arithmetic.deadline(start, amount, Unit.WORKING_DAYS, load(version)).at
    assert ask("add_working_days(%s, %s, %s)", start, amount, version.pk) == expected


@REAL
@given(due=MOMENTS, paused=MOMENTS, pause=st.integers(0, 10**11))
def test_a_pause(version: Version, due: datetime, paused: datetime, pause: int) -> None:
    resumed = paused + timedelta(microseconds=pause)
    expected = arithmetic.resume(due, paused, resumed, Unit.WORKING_MINUTES, load(version))
    assert ask("resume_working_time(%s, %s, %s, %s)", due, paused, resumed, version.pk) == expected


def test_outside_the_calendar_there_is_no_answer(version: Version) -> None:
    assert ask("add_working_minutes('2023-01-01 09:00+08', 1, %s)", version.pk) is None
    assert ask("add_working_minutes('2035-12-31 17:00+08', 60, %s)", version.pk) is None
    assert ask("working_minutes_between('2026-01-01 09:00+08', '2036-02-01 09:00+08', %s)", version.pk) is None
    assert ask("add_working_days('2035-12-31 17:00+08', 1, %s)", version.pk) is None


@pytest.mark.parametrize("call", ["add_working_minutes(at, n, %s)", "working_minutes_between(at, at + interval '9 days', %s)"])
def test_a_hundred_thousand_rows_take_about_a_second(version: Version, call: str) -> None:
    moments = "SELECT timestamptz '2024-06-01 00:07+08' + g * interval '10 minutes' AS at, g %% 5000 + 1 AS n"
    rows = f"({moments} FROM generate_series(1, 100000) g) x"
    begun = time.monotonic()
    assert ask(f"count({call}) FROM {rows}", version.pk) == 100_000
    assert time.monotonic() - begun < 10  # about 1 s alone on the machine; room for whoever shares it
