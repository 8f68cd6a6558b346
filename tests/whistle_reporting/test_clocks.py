"""Deadlines over the six make-up workdays of 2026, by hand; pauses, extensions, provisional years."""

from datetime import date, datetime, timedelta

import pytest

from haidian_policing.workcalendar.actions import confirm_year
from haidian_policing.workcalendar.choices import DayKind
from tests.whistle_reporting.conftest import BEIJING, photo
from whistle_reporting.lists.rows import left
from whistle_reporting.models import Reason
from whistle_reporting.sets import clocks
from whistle_reporting.tasks import recount_provisional

pytestmark = pytest.mark.django_db


def on(month: int, day: int, hour: int, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=BEIJING)


# start of the clock, code of the item (Z01: 7 working days, Z04: 24 hours), when its disposal is due.
# Holidays of 2026: 1-01..03, 2-15..23, 4-04..06, 5-01..05, 6-19..21, 9-25..27, 10-01..07.
BY_HAND = [
    (on(1, 2, 10), "Z01", date(2026, 1, 12)),  # a holiday; the make-up Sunday 1-04 counts: 4,5,6,7,8,9,12
    (on(2, 13, 10), "Z01", date(2026, 3, 2)),  # make-up Saturdays 2-14 and 2-28 count: 14,24,25,26,27,28,3-2
    (on(2, 27, 10), "Z01", date(2026, 3, 9)),  # 2-28 counts: 28,3-2,3,4,5,6,9
    (on(4, 30, 10), "Z01", date(2026, 5, 13)),  # make-up Saturday 5-09 counts: 6,7,8,9,11,12,13
    (on(9, 18, 10), "Z01", date(2026, 9, 29)),  # make-up Sunday 9-20 counts: 20,21,22,23,24,28,29
    (on(9, 30, 10), "Z01", date(2026, 10, 15)),  # make-up Saturday 10-10 counts: 8,9,10,12,13,14,15
    (on(9, 30, 16), "Z04", date(2026, 10, 1)),  # natural hours run through the holiday
]


@pytest.mark.requirement("R39")
@pytest.mark.parametrize(("start", "code", "due"), BY_HAND)
def test_disposal_is_due_as_counted_by_hand(desk, start, code, due):
    desk.at = start
    part = desk.brought_to("signed", code)
    clock = part.clocks.get(kind="disposal")
    assert clock.due_at.astimezone(BEIJING).date() == due
    assert (part.due_at, part.due_clock) == (clock.due_at, "disposal")
    assert clock.calendar_version_id and clock.first_due_at == clock.due_at


def test_receipt_runs_in_working_hours(desk):
    desk.at = on(11, 20, 17, 0)  # a Friday: half an hour before the office closes
    due = desk.part().clocks.get(kind="receipt").due_at.astimezone(BEIJING)
    assert due.date() == date(2026, 11, 23) and due.hour < 12


def test_an_emergency_is_reached_in_thirty_minutes_day_and_night(desk):
    desk.at = on(11, 21, 23, 50)
    clocks = dict(desk.part("Z09").clocks.values_list("kind", "due_at"))
    assert clocks["arrival"] == desk.at + timedelta(minutes=30)


def test_an_appointment_is_its_own_deadline(desk):
    meeting = desk.at + timedelta(days=3)
    part = desk.part("P04", appointed_at=meeting)
    assert part.clocks.get(kind="arrival").due_at == meeting


def test_outside_the_office_hours_a_missed_deadline_is_counted_as_the_clock_on_the_wall_goes(desk):
    clock = desk.part().clocks.get(kind="receipt")
    assert left(clock, clock.due_at - timedelta(minutes=30)) == "工作时间 30 分钟"
    assert clock.due_at.astimezone(BEIJING).hour == 12  # the office rests until half past one
    assert left(clock, clock.due_at + timedelta(minutes=50)) == "50 分钟"
    assert left(clock, clock.due_at + timedelta(hours=2)) == "工作时间 30 分钟"


def test_a_pause_moves_the_deadline_by_its_working_time(desk):
    part = desk.brought_to("rectifying")
    before = part.due_at
    desk.act(part, "suspend", "captain", pending_reason=Reason.objects.get(kind="pending", code="budget"), note="待资金")
    desk.at += timedelta(days=7)  # five working days
    desk.act(part, "resume", "captain")
    clock = part.clocks.get(kind="disposal")
    assert clock.due_at.astimezone(BEIJING).date() == (before + timedelta(days=7)).astimezone(BEIJING).date()
    assert [entry["what"] for entry in clock.entries] == ["start", "pause", "resume"]
    assert clock.first_due_at == before


def test_minutes_are_integers_written_with_the_event(desk):
    part = desk.brought_to("done")
    clock = part.clocks.get(kind="disposal")
    assert isinstance(clock.minutes_used, int) and clock.minutes_used == part.disposal_minutes == 50
    assert part.total_minutes == 50


def test_a_late_report_is_not_in_time(desk):
    part = desk.brought_to("rectifying")
    desk.at += timedelta(days=30)
    desk.act(part, "report_done", "officer", result="好了", after_photo=[photo()])
    assert part.disposal_in_time is False


def test_a_deadline_in_an_unconfirmed_year_is_provisional_until_it_is_confirmed(desk, cast):
    desk.at = on(12, 29, 10)
    part = desk.brought_to("signed")
    assert part.due_provisional
    before = part.due_at
    holidays = {date(2027, 1, day): (DayKind.HOLIDAY, "new_year") for day in (1, 4)}
    confirm_year(year=2027, special=holidays, source="国办发明电", actor=cast.system_admin, at=on(12, 30, 9))
    assert clocks.recount(on(12, 30, 10)) == 1
    part.refresh_from_db()
    assert not part.due_provisional and part.due_at != before
    assert clocks.recount(on(12, 30, 11)) == 0


def test_the_daily_recount_finds_nothing_where_nothing_was_confirmed(desk):
    desk.brought_to("signed")
    assert recount_provisional() == 0
