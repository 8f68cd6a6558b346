"""The API takes the same steps with the same refusals as the pages."""

import uuid

import pytest

from tests.whistle_reporting.conftest import photo
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.models import Item, Part, Ticket

pytestmark = pytest.mark.django_db


def test_the_main_job_runs_through_the_api(desk, cast):
    liaison, leader, duty, officer = (cast.api(getattr(cast, role)) for role in ("liaison", "street_leader", "duty_officer", "officer"))
    values = {
        "item": Item.objects.get(code="Z01").pk, "grid": cast.grid.pk, "source": "whistle", "place": "北门外", "description": "占道",
        "contact": "王主任", "phone": "13800001234", "token": str(uuid.uuid4()),
    }  # fmt: skip
    made = liaison.post("/api/tickets/", values, format="json")
    assert made.status_code == 201 and "contact" not in made.json()
    assert liaison.post("/api/tickets/", values, format="json").json()["id"] == made.json()["id"]
    address = f"/api/tickets/{made.json()['id']}/"
    assert liaison.post(f"{address}submit/", {"seen": "draft"}, format="json").json()["state"] == "awaiting_sign_off"
    assert leader.post(f"{address}sign_off/", {}, format="json").json()["state"] == "blown"
    part = f"/api/parts/{Part.objects.get().pk}/"
    assert duty.post(f"{part}sign_for/", {"seen": "dispatched"}, format="json").json()["due_clock"] == "disposal"
    assert duty.post(f"{part}dispatch/", {"handler": cast.officer.pk}, format="json").json()["state"] == "assigned"
    for verb, body in (("arrive", {}), ("survey", {"note": "属实"}), ("rectify", {"note": "清理"})):
        assert officer.post(f"{part}{verb}/", body, format="json").status_code == 200
    assert officer.post(f"{part}report_done/", {"result": "好了"}, format="json").status_code == 400
    assert officer.post(f"{part}report_done/", {"result": "好了", "after_photo": photo()}, format="multipart").json()["state"] == "done"
    answers = {"came": "yes", "solved": "yes", "satisfied": "very"}
    assert liaison.post(f"{part}verdict/", answers, format="json").json()["state"] == "closed"
    assert Ticket.objects.get().state == "closed"


def test_who_comes_second_is_told_who_was_faster(desk, cast):
    part = desk.brought_to("signed")
    answer = cast.api(cast.chief).post(f"/api/parts/{part.pk}/sign_for/", {"seen": "dispatched"}, format="json")
    assert answer.status_code == 409 and cast.duty_officer.name in answer.json()["detail"]


def test_a_field_that_is_wrong_is_named(desk, cast):
    part = desk.brought_to("done")
    answer = cast.api(cast.liaison).post(f"/api/parts/{part.pk}/verdict/", {"came": "maybe"}, format="json")
    assert answer.status_code == 400 and {"came", "solved", "satisfied"} <= set(answer.json()["errors"])


@pytest.mark.requirement("R14")
def test_what_is_out_of_reach_looks_absent_for_every_verb(desk, cast):
    part = desk.part()
    for role in ("other_liaison", "other_street_leader", "other_chief", "other_officer"):
        client = cast.api(getattr(cast, role))
        assert client.get(f"/api/tickets/{part.ticket_id}/").status_code == 404
        assert client.get("/api/tickets/").json()["count"] == client.get("/api/parts/").json()["count"] == 0
        for verb in PART:
            assert client.post(f"/api/parts/{part.pk}/{verb}/", {}, format="json").status_code in (403, 404)
        for verb in TICKET:
            assert client.post(f"/api/tickets/{part.ticket_id}/{verb}/", {}, format="json").status_code in (403, 404)


def test_the_list_takes_the_conditions_of_the_page(desk, cast):
    desk.brought_to("signed")
    client = cast.api(cast.duty_officer)
    assert client.get("/api/tickets/?state=signed").json()["count"] == 1
    assert client.get("/api/tickets/?state=done").json()["count"] == 0
    assert client.get("/api/parts/?state=signed&kind=lead").json()["results"][0]["clocks"]
