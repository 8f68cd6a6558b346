"""What falls due: once, on working days, less what is suspended, charged to whoever holds the grid."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grids.actions import approve, make_dues, suspend
from grids.models import CatalogueVersion, Suspension, TaskDue, TaskEntry
from grids.sets.dues import Period, period_of
from haidian_policing.organisation.models import Unit

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 11, 23)


def test_periods_hold_their_day():
    assert period_of("weekly", date(2026, 11, 29)) == Period("weekly", MONDAY, date(2026, 11, 30))
    assert period_of("quarterly", date(2026, 12, 31)) == Period("quarterly", date(2026, 10, 1), date(2027, 1, 1))
    assert period_of("yearly", MONDAY) == Period("yearly", date(2026, 1, 1), date(2027, 1, 1))


@pytest.mark.requirement("R44")
def test_making_twice_writes_once(cast, catalogue):
    first = make_dues(starts=MONDAY, ends=MONDAY + timedelta(days=7))
    assert first > 0 and make_dues(starts=MONDAY, ends=MONDAY + timedelta(days=7)) == 0


def test_daily_work_falls_due_on_working_days_of_both_grids(cast, catalogue):
    make_dues(starts=MONDAY, ends=MONDAY + timedelta(days=7))
    daily = TaskDue.objects.filter(entry__frequency="daily", grid=cast.grid)
    entries = TaskEntry.objects.filter(frequency="daily").count()
    assert daily.count() == 5 * entries and set(daily.values_list("officer", flat=True)) == {cast.officer.pk}


def test_neither_rosters_nor_demands_fall_due(cast, catalogue):
    make_dues(starts=MONDAY, ends=MONDAY + timedelta(days=1))
    assert not TaskDue.objects.filter(entry__evidence="roster").exists()
    assert not TaskDue.objects.filter(entry__frequency="on_demand").exists()


def test_a_suspension_shrinks_what_is_due_and_leaves_other_stations_alone(cast, catalogue, entry):
    make_dues(starts=MONDAY, ends=MONDAY + timedelta(days=7))
    weekly, monthly = TaskEntry.objects.filter(frequency="weekly", times__gte=4).first(), entry("A2-2")
    suspend(
        TaskEntry.objects.filter(pk__in=[weekly.pk, monthly.pk]),
        stations=Unit.objects.filter(pk=cast.station.pk),
        starts=MONDAY,
        ends=MONDAY + timedelta(days=7),
        order_number="海公〔2026〕88号",
        reason="重大活动勤务",
        actor=cast.standing(cast.bureau_leader),
        at=timezone.now(),
    )
    week = TaskDue.objects.filter(entry=weekly, starts=MONDAY)
    assert [week.get(grid=cast.grid).needed, week.get(grid=cast.other_grid).needed] == [0, weekly.times]
    assert TaskDue.objects.get(entry=monthly, grid=cast.grid, due_on=date(2026, 11, 30)).needed == 1
    assert Suspension.objects.get().ordered_by == cast.bureau_leader
    assert make_dues(starts=MONDAY, ends=MONDAY + timedelta(days=7)) == 0


def test_done_counts_what_was_logged_and_not_withdrawn(cast, dues, logged, today):
    logged(count=3)
    logged(count=4)
    due = TaskDue.objects.with_done().get(grid=cast.grid, entry__code="A1-1", starts__lte=today, ends__gt=today)
    assert (due.done, due.verified) == (7, 0)


@pytest.mark.requirement("R14", "R15")
def test_each_sees_the_dues_of_his_own_reach(cast, dues):
    seen = {
        role: set(TaskDue.objects.visible_to(cast.standing(getattr(cast, role))).values_list("grid", flat=True))
        for role in ("officer", "captain", "clerk", "other_officer", "inspector", "liaison")
    }
    mine, theirs = {cast.grid.pk}, {cast.other_grid.pk}
    assert seen == {"officer": mine, "captain": mine, "clerk": mine, "other_officer": theirs, "inspector": mine | theirs, "liaison": set()}


def test_a_version_is_approved_by_a_second_person_only(cast, catalogue):
    versions = CatalogueVersion.objects.filter(kind="tasks")
    versions.update(drafted_by=cast.bureau_leader)
    with pytest.raises(ValidationError):
        approve(versions, valid_from=MONDAY, actor=cast.bureau_leader, at=timezone.now())
    assert approve(versions, valid_from=MONDAY, actor=cast.performance_head, at=timezone.now()) == 1
    assert CatalogueVersion.objects.in_force("tasks", MONDAY).get().is_approved


@pytest.mark.parametrize(("needed", "logs"), [(1, 0), (1, 3), (3, 1), (12, 5), (12, 6), (25, 4)])
def test_progress_is_read_no_further_than_what_is_needed(cast, dues, logged, today, needed, logs):
    for number in range(logs):
        logged(count=2 + number % 2)
    one = TaskDue.objects.filter(grid=cast.grid, entry__code="A1-1", starts__lte=today, ends__gt=today)
    one.update(planned=needed, needed=needed)
    exact, progress = one.with_done().get(), one.with_progress().get()
    assert (progress.done, progress.verified) == (min(exact.done, needed), 0)
    assert one.undone().exists() == (exact.done < needed)
