"""One verb for many rows: who may, which rows, what the account says; and two people at once."""

import pytest
from django.urls import reverse

from haidian_policing.jobs.actions import run
from haidian_policing.jobs.models import Job
from haidian_policing.lists import actions
from haidian_policing.lists.models import BulkRun
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.models import Part
from whistle_reporting.seeds import seed

pytestmark = pytest.mark.django_db
ACT = "/lists/tickets/act/"


@pytest.fixture
def desk(cast):
    seed(NOON)
    return Desk(cast)


def account(cast, role: str) -> str:
    return cast.client(getattr(cast, role)).get(reverse("lists:run", kwargs={"pk": BulkRun.objects.get().pk})).content.decode()


def test_all_that_match_are_those_of_the_query_and_no_others(cast, desk):
    mine, other = [desk.part() for _ in range(3)], Desk(cast, "other_").part()
    signed = desk.brought_to("signed")
    client = cast.client(cast.duty_officer)
    client.post(ACT, {"verb": "sign_for", "all": "1", "matching": "3", "query": "tab=receive"})
    assert set(Part.objects.filter(state="signed")) == {*mine, signed}
    other.refresh_from_db()
    assert other.state == "dispatched"


def test_a_list_that_has_changed_meanwhile_is_not_acted_on(cast, desk):
    desk.part(), desk.part()
    answer = cast.client(cast.duty_officer).post(
        ACT, {"verb": "sign_for", "all": "1", "matching": "1", "query": "tab=receive", "back": "/tickets/?tab=receive"}, follow=True
    )
    assert "原为 1 条，现在符合条件的有 2 条" in answer.content.decode()
    assert not Part.objects.filter(state="signed").exists() and not BulkRun.objects.exists()


def test_the_second_person_is_told_who_was_faster(cast, desk):
    first, second = desk.part(), desk.part()
    ticked = {"verb": "sign_for", "pk": [first.ticket_id, second.ticket_id]}
    cast.client(cast.chief).post(ACT, {"verb": "sign_for", "pk": [first.ticket_id]})
    BulkRun.objects.all().delete()
    cast.client(cast.duty_officer).post(ACT, ticked)
    told = account(cast, "duty_officer")
    assert cast.chief.name in told and first.ticket.number in told and second.ticket.number not in told


@pytest.mark.requirement("R14")
def test_rows_of_another_unit_are_left_as_they_are_and_not_named(cast, desk):
    theirs = Desk(cast, "other_").part()
    cast.client(cast.duty_officer).post(ACT, {"verb": "sign_for", "pk": [theirs.ticket_id]})
    theirs.refresh_from_db()
    assert theirs.state == "dispatched"
    assert theirs.ticket.number not in account(cast, "duty_officer")


def test_who_may_not_take_the_step_has_no_such_action(cast, desk):
    part = desk.part()
    for role in ("liaison", "officer", "inspector", "window_clerk"):
        assert cast.client(getattr(cast, role)).post(ACT, {"verb": "sign_for", "pk": [part.ticket_id]}).status_code == 404


def test_a_reason_is_asked_for_where_one_is_needed(cast, desk):
    part = desk.part()
    client = cast.client(cast.duty_officer)
    client.post(ACT, {"verb": "urge", "pk": [part.ticket_id], "note": " "})
    assert not BulkRun.objects.exists()
    client.post(ACT, {"verb": "urge", "pk": [part.ticket_id], "note": "请速到场"})
    assert part.events.filter(verb="urge", note="请速到场").count() == 1


def test_the_same_page_sent_twice_acts_once(cast, desk):
    part = desk.part()
    client = cast.client(cast.duty_officer)
    for _ in range(2):
        client.post(ACT, {"verb": "urge", "pk": [part.ticket_id], "note": "请速到场", "once": "abc"})
    assert part.events.filter(verb="urge").count() == 1 and BulkRun.objects.count() == 1


def test_many_rows_are_a_job_that_continues_where_it_stopped(cast, desk, monkeypatch):
    parts = [desk.part() for _ in range(3)]
    desk.act(parts[0], "sign_for", "chief")
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    monkeypatch.setattr(actions, "CHUNK", 1)
    client = cast.client(cast.duty_officer)
    client.post(ACT, {"verb": "sign_for", "pk": [part.ticket_id for part in parts]})
    made, job = BulkRun.objects.get(), Job.objects.get(kind="bulk")
    assert (made.moved, made.ended_at, made.job) == (0, None, job)
    assert run(job.pk) == 1 and run(job.pk) == 0
    made.refresh_from_db()
    assert made.moved == 2 and made.done_to == 3 and made.ended_at
    assert sum(entry["count"] for entry in made.refused.values()) == 1
    assert cast.chief.name in account(cast, "duty_officer")
    assert cast.client(cast.chief).get(reverse("lists:run", kwargs={"pk": made.pk})).status_code == 404
