"""A grid gets its officers from a day: history stays, an overlap is refused by the database and explained."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from grids.actions import assign, end
from grids.models import Assignment, Grid, TaskDue
from haidian_policing.organisation.models import Post

pytestmark = pytest.mark.django_db
NOW = timezone.now
SINCE = date(2026, 1, 1)


@pytest.fixture
def admin(cast):
    return cast.standing(cast.system_admin)


def grid_of(cast):
    return Grid.objects.filter(pk=cast.grid.pk)


def test_a_new_lead_ends_the_old_one_the_same_day_and_history_stays(cast, admin, today):
    (row,), refused = assign(
        grid_of(cast), person=cast.deputy_captain, starts=today, actor=admin, at=NOW(), order_number="海公〔2026〕12号", reason="调整"
    )
    assert refused == [] and row.order_number == "海公〔2026〕12号"
    leads = Assignment.objects.filter(grid=cast.grid, kind="lead").order_by("starts")
    assert [(lead.person, lead.starts, lead.ends) for lead in leads] == [
        (cast.officer, SINCE, today),
        (cast.deputy_captain, today, None),
    ]


def test_the_new_lead_sees_his_grid_on_the_next_request_and_the_old_one_no_more(cast, admin, today):
    Post.objects.create(person=cast.other_officer, unit=cast.squad, role="officer", starts=SINCE)
    assign(grid_of(cast), person=cast.other_officer, starts=today, actor=admin, at=NOW())
    assert TaskDue.objects.of(cast.standing(cast.officer)).count() == 0
    assert Assignment.objects.held_by(cast.standing(cast.other_officer).standing).filter(grid=cast.grid).exists()


@pytest.mark.requirement("R37")
def test_an_overlap_is_refused_and_explained(cast, admin, today):
    planned = today + timedelta(days=10)
    assign(grid_of(cast), person=cast.deputy_captain, starts=planned, actor=admin, at=NOW())
    rows, refused = assign(grid_of(cast), person=cast.captain, starts=today, actor=admin, at=NOW())
    assert rows == []
    assert str(cast.deputy_captain) in refused[0].reason and f"{planned:%Y-%m-%d}" in refused[0].reason
    assert Assignment.objects.filter(grid=cast.grid, kind="lead").count() == 2


def test_whoever_holds_the_grid_as_assistant_is_not_made_lead_unseen(cast, admin, today):
    rows, refused = assign(grid_of(cast), person=cast.aide, starts=today, actor=admin, at=NOW())
    assert rows == [] and str(cast.aide) in refused[0].reason
    assert Assignment.objects.get(grid=cast.grid, kind="lead").ends is None


def test_somebody_of_another_station_is_refused(cast, admin, today):
    rows, refused = assign(grid_of(cast), person=cast.other_officer, starts=today, actor=admin, at=NOW())
    assert rows == [] and "1所" in refused[0].reason


def test_an_acting_lead_stands_beside_the_lead(cast, admin, today, dues):
    until = today + timedelta(days=30)
    assign(grid_of(cast), person=cast.deputy_captain, starts=today, ends=until, kind="acting", actor=admin, at=NOW())
    assert Assignment.objects.get(grid=cast.grid, kind="lead").ends is None
    charged = TaskDue.objects.filter(grid=cast.grid, due_on__gte=today, due_on__lt=until)
    assert set(charged.values_list("officer", flat=True)) == {cast.deputy_captain.pk}
    assert set(TaskDue.objects.filter(grid=cast.grid, due_on__gte=until).values_list("officer", flat=True)) == {cast.officer.pk}


def test_an_end_charges_nobody_after_it(cast, admin, today, dues):
    rows = Assignment.objects.filter(grid=cast.grid, kind="lead")
    assert end(rows, ends=today, actor=admin, at=NOW()) == (1, [])
    assert set(TaskDue.objects.filter(grid=cast.grid, due_on__gte=today).values_list("officer", flat=True)) == {None}
    assert Grid.objects.without_lead(today).get() == cast.grid
    assert end(rows, ends=today + timedelta(days=5), actor=admin, at=NOW())[0] == 0


def test_only_who_may_assign_does(cast, today):
    rows, refused = assign(grid_of(cast), person=cast.captain, starts=today, actor=cast.standing(cast.chief), at=NOW())
    assert (rows, refused) == ([], [])


@pytest.mark.requirement("R37", "R38")
@pytest.mark.parametrize("kind", ["lead", "acting"])
def test_the_database_itself_refuses_two_leads(cast, kind):
    statement = "INSERT INTO grids_assignment (grid_id, person_id, kind, starts, order_number, reason) VALUES (%s, %s, %s, %s, '', '')"
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        for person in (cast.captain, cast.deputy_captain):
            cursor.execute(statement, [cast.grid.pk, person.pk, kind, date(2026, 3, 1)])


@pytest.mark.requirement("R52")
def test_raw_changes_leave_a_history_row(cast):
    Assignment.objects.filter(grid=cast.grid, kind="lead").update(ends=date(2027, 1, 1))
    history = Assignment.pgh_event_model.objects.filter(grid_id=cast.grid.pk, kind="lead").order_by("pgh_id")
    assert [row.ends for row in history] == [None, date(2027, 1, 1)]
