"""Logging once, entering for others, verifying, returning, correcting and withdrawing."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from PIL import Image

from grids.actions import assign, correct, log, send_back, verify, withdraw
from grids.choices import LogState
from grids.lifecycle import TASK_LOG
from grids.models import Grid, TaskLog, TaskLogEvent
from haidian_policing.jobs.actions import deliver_waiting
from haidian_policing.jobs.models import Notice

pytestmark = pytest.mark.django_db
NOW = timezone.now


def of(*logs):
    return TaskLog.objects.filter(pk__in=[row.pk for row in logs])


def photo(name="door.jpg"):
    body = BytesIO()
    Image.new("RGB", (20, 20), "grey").save(body, "JPEG")
    return SimpleUploadedFile(name, body.getvalue(), "image/jpeg")


def test_a_log_belongs_to_its_due_and_begins_with_an_event(cast, dues, logged, settle):
    row = logged()
    settle()
    assert (row.due.entry.code, row.state, row.officer, row.entered_by) == ("A1-1", LogState.LOGGED, cast.officer, None)
    assert [(event.verb, event.to_state, event.actor) for event in row.events.all()] == [("log", "logged", cast.officer)]


def test_the_same_token_logs_once(logged):
    token = uuid4()
    assert logged(token=token).pk == logged(token=token).pk
    assert TaskLog.objects.count() == 1


def test_somebody_elses_token_is_no_way_to_read_his_log(cast, logged):
    token = uuid4()
    logged(token=token)
    with pytest.raises(ValidationError):
        logged(cast.clerk, token=token)


def test_the_evidence_of_the_entry_is_asked_for(logged):
    with pytest.raises(ValidationError) as refusal:
        logged(code="D1-1")
    assert set(refusal.value.message_dict) == {"place", "photos"}
    row = logged(code="D1-1", place="知春路 6 号院门口", photos=[photo()])
    assert row.photos.count() == 1


@pytest.mark.parametrize("days", [-1, 32])
def test_only_recent_days_are_logged(logged, today, days):
    with pytest.raises(ValidationError) as refusal:
        logged(done_on=today - timedelta(days=days))
    assert set(refusal.value.message_dict) == {"done_on"}


def test_the_clerk_enters_for_an_officer_of_his_station(cast, logged, settle):
    row = logged(cast.clerk, officer=cast.officer)
    settle()
    assert (row.officer, row.entered_by) == (cast.officer, cast.clerk)
    assert row.events.get().on_behalf == cast.officer


def test_nobody_else_enters_for_others_and_nobody_for_strangers(cast, logged):
    for person, officer in ((cast.captain, cast.officer), (cast.clerk, cast.other_officer)):
        with pytest.raises(ValidationError) as refusal:
            logged(person, officer=officer)
        assert set(refusal.value.message_dict) == {"officer"}


def test_a_grid_out_of_reach_looks_absent(cast, logged):
    with pytest.raises(Grid.DoesNotExist):
        logged(grid=cast.other_grid)


def test_the_captain_verifies_many_and_hears_why_some_were_not(cast, logged):
    mine, theirs, done = logged(cast.captain), logged(), logged()
    captain = cast.standing(cast.captain)
    verify(of(done), actor=captain, at=NOW())
    moved, refused = verify(of(mine, theirs, done), actor=captain, at=NOW(), seen="logged")
    assert list(moved) == [theirs.pk]
    assert {row.pk for row in refused} == {mine.pk, done.pk} and all(row.reason for row in refused)


def test_a_log_that_he_entered_for_another_is_his_own_too(cast, logged):
    row = logged(cast.chief, officer=cast.officer)
    moved, refused = verify(of(row), actor=cast.standing(cast.chief), at=NOW())
    assert not moved and [refusal.pk for refusal in refused] == [row.pk]


def test_a_return_needs_its_reason_and_a_correction_brings_the_log_back(cast, logged, settle):
    row, captain, officer = logged(), cast.standing(cast.captain), cast.standing(cast.officer)
    assert send_back(of(row), note="", actor=captain, at=NOW())[0] == {}
    send_back(of(row), note="户数与台账不符", actor=captain, at=NOW())
    moved, _ = correct(of(row), actor=officer, at=NOW(), version=1, count=5, note="已核对")
    settle()
    row.refresh_from_db()
    assert (list(moved), row.state, row.count, row.note, row.version) == ([row.pk], "logged", 5, "已核对", 2)
    assert [event.verb for event in row.events.all()] == ["log", "return", "correct"]
    assert row.events.all()[1].note == "户数与台账不符"


def test_a_correction_of_an_older_version_is_refused(cast, logged):
    row, officer = logged(), cast.standing(cast.officer)
    correct(of(row), actor=officer, at=NOW(), version=1, count=5)
    moved, refused = correct(of(row), actor=officer, at=NOW(), version=1, count=9)
    assert not moved and refused[0].pk == row.pk
    row.refresh_from_db()
    assert row.count == 5


def test_others_neither_correct_nor_withdraw(cast, logged):
    row, aide = logged(), cast.standing(cast.aide)
    assert correct(of(row), actor=aide, at=NOW(), version=1, count=9) == ({}, [])
    assert withdraw(of(row), actor=aide, at=NOW()) == ({}, [])


def test_the_author_withdraws_while_nobody_has_verified(cast, logged):
    row, other, officer = logged(), logged(), cast.standing(cast.officer)
    verify(of(other), actor=cast.standing(cast.captain), at=NOW())
    moved, refused = withdraw(of(row, other), actor=officer, at=NOW())
    assert list(moved) == [row.pk] and [refusal.pk for refusal in refused] == [other.pk]


@pytest.mark.requirement("R14")
def test_another_station_sees_nothing_and_judges_nothing(cast, logged):
    row, stranger = logged(), cast.standing(cast.other_captain)
    assert not TaskLog.objects.visible_to(stranger).exists()
    assert verify(of(row), actor=stranger, at=NOW()) == ({}, [])


@pytest.mark.parametrize("state", LogState.values)
@pytest.mark.parametrize("verb", TASK_LOG)
@pytest.mark.requirement("R34")
def test_each_state_takes_only_the_steps_of_the_table(cast, logged, state, verb):
    row, captain, officer = logged(), cast.standing(cast.captain), cast.standing(cast.officer)
    bring = {"verified": lambda: verify(of(row), actor=captain, at=NOW()), "withdrawn": lambda: withdraw(of(row), actor=officer, at=NOW())}
    bring |= {"returned": lambda: send_back(of(row), note="再核", actor=captain, at=NOW())}
    bring.get(state, lambda: None)()
    take = {
        "verify": lambda: verify(of(row), actor=captain, at=NOW()),
        "return": lambda: send_back(of(row), note="再核", actor=captain, at=NOW()),
        "correct": lambda: correct(of(row), actor=officer, at=NOW(), version=1, count=3),
        "withdraw": lambda: withdraw(of(row), actor=officer, at=NOW()),
    }[verb]
    moved, refused = take()
    row.refresh_from_db()
    step = TASK_LOG[verb]
    assert bool(moved) == (state in step.sources) == (not refused)
    assert row.state == (step.target if moved else state) == row.events.last().to_state


@pytest.mark.requirement("R52")
def test_a_state_never_changes_without_its_event(logged, settle):
    row = logged()
    settle()
    with pytest.raises(IntegrityError), transaction.atomic():
        of(row).update(state="verified")
        settle()


def test_events_are_never_changed_or_removed(logged):
    logged()
    for act in (lambda: TaskLogEvent.objects.update(note="x"), lambda: TaskLogEvent.objects.all().delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.requirement("R38")
@pytest.mark.parametrize("change", ["count = 0", "state = 'gone'", "entered_by_id = officer_id"])
def test_the_database_bounds_a_log(logged, change):
    row = logged()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE grids_tasklog SET {change} WHERE id = %s", [row.pk])


def test_logging_takes_the_same_statements_for_one_grid_or_none(cast, entry, today):
    with pytest.raises(Grid.DoesNotExist):
        log(Grid.objects.none(), entry=entry("A1-1"), done_on=today, count=1, actor=cast.standing(cast.officer), at=NOW())


def test_whoever_gets_a_log_or_a_grid_back_is_told_once(cast, logged):
    row, captain = logged(cast.clerk, officer=cast.officer), cast.standing(cast.captain)
    send_back(of(row), note="户数与台账不符", actor=captain, at=NOW())
    for _ in range(2):
        deliver_waiting()
    assert {notice.person for notice in Notice.objects.all()} == {cast.officer, cast.clerk} and Notice.objects.count() == 2
    assign(Grid.objects.filter(pk=cast.grid.pk), person=cast.captain, starts=row.done_on, actor=cast.standing(cast.system_admin), at=NOW())
    deliver_waiting()
    assert Notice.objects.filter(person=cast.captain).get().path == f"/grids/{cast.grid.pk}/"
