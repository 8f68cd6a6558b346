"""The pages of whistle and report: each role's work done in the browser, flat query counts, absence of what is out of reach."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.whistle_reporting.conftest import PATHS, photo
from whistle_reporting.models import Evidence, Item, Part, PartEvent, Ticket
from whistle_reporting.views import desk as desk_page

pytestmark = pytest.mark.django_db


def at(name: str, **kwargs) -> str:
    return reverse(f"whistle_reporting:{name}", kwargs=kwargs or None)


def test_the_main_job_runs_through_the_pages(desk, cast):
    liaison, leader, duty, officer = (cast.client(getattr(cast, role)) for role in ("liaison", "street_leader", "duty_officer", "officer"))
    values = {
        "item": Item.objects.get(code="Z01").pk, "grid": cast.grid.pk, "source": "whistle", "place": "北门外", "description": "占道",
        "contact": "王主任", "phone": "13800001234", "token": uuid.uuid4(), "photos": [photo()], "q_vehicles": "12",
    }  # fmt: skip
    for _ in range(2):  # a double click
        liaison.post(at("ticket_new"), values)
    ticket = Ticket.objects.get()
    assert ticket.answers == {"vehicles": 12} and ticket.evidence.count() == 1
    liaison.post(at("ticket_submit", pk=ticket.pk), {"seen": "draft"})
    assert ticket.number in leader.get(at("ticket_list")).content.decode()
    leader.post(at("ticket_sign_off", pk=ticket.pk), {"seen": "awaiting_sign_off", "standard_text": "", "note": "同意"})
    part = Part.objects.get()
    assert ticket.number in duty.get(at("desk")).content.decode()
    duty.post(at("part_sign_for", pk=part.pk), {"seen": "dispatched", "from": "desk"})
    duty.post(at("part_dispatch", pk=part.pk), {"seen": "signed", "handler": cast.officer.pk, "from": "desk"})
    officer.post(at("part_arrive", pk=part.pk), {"before_photo": [photo()]})
    officer.post(at("part_survey", pk=part.pk), {"note": "属实"})
    officer.post(at("part_rectify", pk=part.pk), {"note": "清理"})
    refused = officer.post(at("part_report_done", pk=part.pk), {"result": "好了"})
    assert refused.status_code == 400 and "好了" in refused.content.decode()
    officer.post(at("part_report_done", pk=part.pk), {"result": "好了", "after_photo": [photo()]})
    liaison.post(at("part_verdict", pk=part.pk), {"came": "yes", "solved": "yes", "satisfied": "very"})
    ticket.refresh_from_db()
    assert ticket.state == "closed"
    assert set(Evidence.objects.values_list("phase", flat=True)) == {"filing", "before", "after"}
    assert officer.get(at("ticket_print", pk=ticket.pk)).status_code == 200


def test_an_item_that_was_only_typed_brings_its_questions_along(desk, cast):
    liaison = cast.client(cast.liaison)
    item = Item.objects.get(code="Z01")
    asked = liaison.get(at("questions"), {"item": "", "item-text": "z01"}).content.decode()
    assert "q_vehicles" in asked and asked == liaison.get(at("questions"), {"item": item.pk}).content.decode()
    assert "q_vehicles" not in liaison.get(at("questions"), {"item": "", "item-text": "查无此项"}).content.decode()
    values = {
        "item": "", "item-text": item.name, "grid": cast.grid.pk, "source": "whistle", "place": "北门外", "description": "占道",
        "contact": "王主任", "phone": "13800001234", "token": uuid.uuid4(), "q_vehicles": "12",
    }  # fmt: skip
    liaison.post(at("ticket_new"), values)
    ticket = Ticket.objects.get()
    assert ticket.item == item and ticket.answers == {"vehicles": 12}
    refused = liaison.post(at("ticket_new"), values | {"item-text": "查无此项"})
    assert refused.status_code == 400 and 'value="查无此项"' in refused.content.decode()


@pytest.mark.parametrize("sent", ["item=Z01", "item=&item-text=z01", "item-text=Z01"])
def test_the_list_is_narrowed_to_an_item_by_a_bookmark_or_by_words(desk, cast, sent):
    kept, other = desk.blown("Z01"), desk.blown("P05")
    told = cast.client(cast.liaison).get(f"{at('ticket_list')}?tab=all&{sent}").content.decode()
    assert kept.number in told and other.number not in told


@pytest.mark.parametrize("state", PATHS)
@pytest.mark.parametrize("role", ["liaison", "street_leader", "duty_officer", "captain", "officer", "bureau_leader"])
def test_the_page_of_a_ticket_shows_in_every_state_to_every_role(desk, cast, state, role):
    part = desk.brought_to(state, "P05")
    response = cast.client(getattr(cast, role)).get(at("ticket_detail", pk=part.ticket_id))
    assert response.status_code == 200


def test_who_comes_second_is_told_who_was_faster(desk, cast):
    part = desk.brought_to("signed")
    response = cast.client(cast.chief).post(at("part_sign_for", pk=part.pk), {"seen": "dispatched"}, follow=True)
    assert cast.duty_officer.name in response.content.decode()


@pytest.mark.requirement("R18")
def test_read_only_fields_in_a_post_are_ignored(desk, cast):
    part = desk.part()
    cast.client(cast.duty_officer).post(at("part_sign_for", pk=part.pk), {"state": "closed", "station": cast.other_station.pk, "round": 9})
    part.refresh_from_db()
    assert (part.state, part.station_id, part.round) == ("signed", cast.station.pk, 0)


@pytest.mark.requirement("R14")
@pytest.mark.parametrize("role", ["other_liaison", "other_duty_officer", "other_officer", "other_captain", "other_chief"])
def test_a_ticket_of_another_unit_looks_absent_everywhere(desk, cast, role):
    part = desk.brought_to("done")
    client = cast.client(getattr(cast, role))
    for name, key in (("ticket_detail", part.ticket_id), ("ticket_print", part.ticket_id), ("evidence", part.evidence.get().pk)):
        assert client.get(at(name, pk=key)).status_code == 404
    for name, key in (("ticket_contact", part.ticket_id), ("part_verdict", part.pk), ("part_urge", part.pk), ("part_dispatch", part.pk)):
        assert client.post(at(name, pk=key)).status_code == 404
    assert part.ticket.number not in client.get(at("ticket_list") + "?tab=all").content.decode()


def test_a_draft_is_the_streets_own(desk, cast):
    ticket = desk.draft()
    assert cast.client(cast.chief).get(at("ticket_detail", pk=ticket.pk)).status_code == 404
    assert cast.client(cast.liaison).get(at("ticket_detail", pk=ticket.pk)).status_code == 200


def test_internal_notes_and_judges_names_stay_where_they_belong(desk, cast):
    part = desk.brought_to("rectifying")
    PartEvent.objects.create(subject=part, verb="remark", to_state=part.state, at=desk.at, note="内部提醒甲", internal=True)
    assert "内部提醒甲" in cast.client(cast.captain).get(at("ticket_detail", pk=part.ticket_id)).content.decode()
    assert "内部提醒甲" not in cast.client(cast.liaison).get(at("ticket_detail", pk=part.ticket_id)).content.decode()
    desk.act(part, "report_done", "officer", result="好了", after_photo=[photo()])
    desk.act(part, "verdict", "liaison", came="yes", solved="yes", satisfied="very")
    story = cast.client(cast.officer).get(at("ticket_detail", pk=part.ticket_id)).content.decode().split('class="timeline"')[1]
    assert story.count(cast.liaison.name) == 2  # who wrote and who submitted the whistle, not who judged


def test_the_list_takes_as_many_statements_for_many_as_for_few(desk, cast):
    client, counted = cast.client(cast.duty_officer), []
    client.get(at("ticket_list") + "?tab=all")
    for amount in (2, 8):
        for _ in range(amount):
            desk.brought_to("signed", "P05")
        with CaptureQueriesContext(
            connection,
        ) as captured:
            assert client.get(at("ticket_list") + "?tab=all&size=20").status_code == 200
        counted.append(len(captured))
    assert counted[0] == counted[1] and counted[0] <= 16


@pytest.mark.parametrize(
    "query",
    [
        "tab=receive",
        "q=海吹2026",
        "q=北门",
        "state=signed",
        "due=late",
        "due=near",
        "due=paused",
        "klass=emergency",
        "sort=-due",
        "since=2026-01-01",
        "item=P05",
    ],
)
def test_every_condition_of_the_list_works(desk, cast, query):
    desk.brought_to("signed", "P05")
    response = cast.client(cast.duty_officer).get(f"{at('ticket_list')}?{query}")
    assert response.status_code == 200


def test_the_number_of_a_tab_is_what_its_list_holds(desk, cast):
    for _ in range(3):
        desk.part()
    page = cast.client(cast.duty_officer).get(at("ticket_list") + "?tab=receive").content.decode()
    assert page.count('<tr id="row-') == 3 and '<span class="count">3</span>' in page


def test_the_desk_shows_the_nearest_deadlines_and_says_how_many_wait(desk, cast, monkeypatch):
    first, second = desk.part(), desk.part()
    Part.objects.filter(pk=second.pk).update(due_at=desk.at)
    monkeypatch.setattr(desk_page, "MOST", 1)
    page = cast.client(cast.duty_officer).get(at("desk")).content.decode()
    assert f'id="part-{second.pk}"' in page and f'id="part-{first.pk}"' not in page
    assert "共 2 件" in page and f"{at('ticket_list')}?tab=receive" in page


def test_the_officer_of_the_grid_is_suggested_once(desk, cast):
    part = desk.brought_to("signed")
    page = cast.client(cast.duty_officer).get(at("desk")).content.decode()
    assert page.count(" selected>") == 1 and f'<option value="{cast.officer.pk}" selected>{cast.officer.name} · ' in page
    assert page.count("<option") > 2 and part.ticket.number in page


def test_several_parts_are_signed_for_at_once_and_failures_are_listed(desk, cast):
    first, second = desk.part(), desk.part()
    desk.act(first, "sign_for", "chief")
    client = cast.client(cast.duty_officer)
    chosen = {"verb": "sign_for", "pk": [first.ticket_id, second.ticket_id]}
    response = client.post(reverse("lists:act", kwargs={"code": "tickets"}), chosen, follow=True)
    second.refresh_from_db()
    assert second.state == "signed" and cast.chief.name in response.content.decode()


def test_the_full_contact_is_shown_on_request_and_written_down(desk, cast):
    from haidian_policing.audit.models import AuditEvent

    ticket = desk.blown()
    client = cast.client(cast.duty_officer)
    assert "13800001234" not in client.get(at("ticket_detail", pk=ticket.pk)).content.decode()
    assert "13800001234" in client.post(at("ticket_contact", pk=ticket.pk), follow=True).content.decode()
    assert AuditEvent.objects.filter(action="read", object_key=str(ticket.pk)).exists()
