"""Verbs made from the forms and actions of pages, and many things at once with an account of each."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from haidian_policing.audit.models import AuditEvent
from haidian_policing.jobs.models import Job
from haidian_policing.organisation.models import Absence, Post
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting import actions
from whistle_reporting.models import Item, Ticket
from whistle_reporting.seeds import seed

pytestmark = pytest.mark.django_db
WORDS = {"source": "whistle", "place": "北门外", "description": "占道", "contact": "张", "phone": "01012345678"}


def test_a_post_is_given_ended_and_written_down(cast):
    client, today = cast.api(cast.system_admin), timezone.localdate()
    given = {"unit": cast.station.pk, "role": "clerk", "starts": f"{today}", "order_number": "任〔2026〕1号"}
    answer = client.post(f"/api/people/{cast.officer.pk}/posts/", given, format="json")
    assert answer.status_code == 200
    assert {post["role"] for post in answer.json()["posts"]} == {"officer", "clerk"}
    assert AuditEvent.objects.filter(detail__what="give_post", object_key=str(cast.officer.pk)).exists()
    post = Post.objects.get(person=cast.officer, role="clerk")
    assert client.post(f"/api/posts/{post.pk}/end/", {"last_day": f"{today}"}, format="json").json()["ends"] > f"{today}"
    assert cast.api(cast.chief).post(f"/api/people/{cast.officer.pk}/posts/", given, format="json").status_code == 403


def test_what_an_action_refuses_is_a_problem(cast):
    given = {"unit": cast.street.pk, "role": "clerk", "starts": f"{timezone.localdate()}"}
    answer = cast.api(cast.system_admin).post(f"/api/people/{cast.officer.pk}/posts/", given, format="json")
    assert answer.status_code == 400
    assert answer.json()["detail"]
    assert cast.api(cast.system_admin).post(f"/api/people/{cast.officer.pk}/posts/", {}, format="json").json()["errors"].keys() >= {"role"}
    assert Post.objects.filter(person=cast.officer).count() == 1


@pytest.mark.requirement("R14")
def test_a_verb_reaches_no_further_than_its_page(cast):
    given = {"kind": "leave", "starts": "2026-12-01", "last_day": "2026-12-03", "order_number": "休1号", "cover": cast.aide.police_number}
    admin = cast.api(cast.system_admin)
    assert cast.api(cast.chief).post(f"/api/people/{cast.officer.pk}/absences/", given, format="json").status_code == 403
    assert admin.post(f"/api/people/{cast.officer.pk}/absences/", given, format="json").status_code == 200
    absence = Absence.objects.get()
    assert absence.cover == cast.aide
    assert [cast.api(chief).get(f"/api/absences/{absence.pk}/").status_code for chief in (cast.chief, cast.other_chief)] == [200, 404]
    assert admin.post(f"/api/absences/{absence.pk}/end/", {"last_day": "2026-11-30"}, format="json").status_code == 204
    assert not Absence.objects.exists()
    job = Job.objects.create(kind="demonstration", requested_by=cast.officer, created_at=timezone.now())
    assert cast.api(cast.other_officer).post(f"/api/jobs/{job.pk}/cancel/").status_code == 404
    assert cast.api(cast.officer).post(f"/api/jobs/{job.pk}/cancel/").json()["state"] == "cancelled"


@pytest.mark.requirement("R41")
def test_one_step_for_many_accounts_for_each(cast):
    seed(NOON)
    own, other = Desk(cast), Desk(cast, "other_")
    parts = [own.part(), own.part(), other.part()]
    actions.advance(type(parts[0]).objects.filter(pk=parts[1].pk), "sign_for", actor=own.person("duty_officer"), at=NOON)
    ids = [part.pk for part in parts]
    answer = cast.api(cast.duty_officer).post("/api/parts/bulk/", {"verb": "sign_for", "ids": ids}, format="json").json()
    assert answer["moved"] == [parts[0].pk]
    assert {row["id"] for row in answer["refused"]} == {parts[1].pk, parts[2].pk}
    assert all(row["detail"] for row in answer["refused"])
    assert cast.api(cast.duty_officer).post("/api/parts/bulk/", {"verb": "verdict", "ids": ids}, format="json").status_code == 404
    assert cast.api(cast.duty_officer).post("/api/parts/bulk/", {"verb": "nonsense", "ids": ids}, format="json").status_code == 404


@pytest.mark.requirement("R44")
def test_many_whistles_at_once_each_once(cast):
    seed(NOON)
    common = {
        "item": Item.objects.get(code="Z01").pk,
        "source": "whistle",
        "place": "北门外",
        "description": "占道",
        "contact": "张",
        "phone": "01012345678",
    }
    rows = [{**common, "grid": cast.grid.pk, "token": str(uuid4())} for _ in range(3)]
    rows += [{**common, "grid": cast.other_grid.pk, "token": str(uuid4())}, {**common, "grid": cast.grid.pk}]
    client = cast.api(cast.liaison)
    first = client.post("/api/tickets/many/", rows, format="json").json()["rows"]
    assert [bool(row["id"]) for row in first] == [True, True, True, False, False]
    assert [set(row["faults"]) for row in first] == [set(), set(), set(), {"grid"}, {"token"}]
    assert client.post("/api/tickets/many/", rows, format="json").json()["rows"] == first
    assert Ticket.objects.count() == 3
    assert client.post("/api/tickets/many/", [], format="json").status_code == 400


def test_a_draft_is_amended_over_its_revision(cast):
    seed(NOON)
    draft, client = Desk(cast).draft(), cast.api(cast.liaison)
    body = {
        "item": draft.item_id,
        "grid": cast.grid.pk,
        "source": "whistle",
        "place": "南门",
        "description": "占道",
        "contact": "张",
        "phone": "01012345678",
        "token": str(draft.token),
    }
    assert client.post(f"/api/tickets/{draft.pk}/amend/", {**body, "revision": 1}, format="json").json()["place"] == "南门"
    assert client.post(f"/api/tickets/{draft.pk}/amend/", {**body, "revision": 1}, format="json").status_code == 409


@pytest.mark.requirement("R62")
@pytest.mark.parametrize("address", ["/api/people/", "/api/units/", "/api/posts/", "/api/assignments/", "/api/tickets/?cursor="])
def test_statements_of_a_list_are_flat(cast, address):
    seed(NOON)
    counts = []
    for _round in ("few", "many"):
        client = cast.api(cast.bureau_leader)
        client.get(address)
        with CaptureQueriesContext(connection) as log:
            assert client.get(address).status_code == 200
        counts.append(len(log))
        for prefix in ("", "other_"):
            for _ in range(3):
                Desk(cast, prefix).blown()
    assert counts[0] == counts[1] or address.startswith("/api/tickets"), counts
    assert counts[1] <= 12
