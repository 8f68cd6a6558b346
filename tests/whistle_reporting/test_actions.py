"""A whistle is filed, signed off, worked on and judged; each rule refuses in words."""

import uuid
from datetime import timedelta

import pytest

from grids.models import Grid
from haidian_policing.jobs.models import OutboxMessage
from haidian_policing.sealing import unseal
from tests.whistle_reporting.conftest import photo
from whistle_reporting import actions
from whistle_reporting.models import Evidence, Part, PartEvent, Reason, Ticket, Verdict

pytestmark = pytest.mark.django_db
YES = {"came": "yes", "solved": "yes", "satisfied": "satisfied"}


def test_a_whistle_runs_from_the_street_to_its_verdict(desk):
    part = desk.brought_to("closed")
    ticket = part.ticket
    assert (part.state, ticket.state) == ("closed", "closed")
    assert list(part.events.values_list("verb", flat=True)) == [
        "blow", "sign_for", "dispatch", "arrive", "survey", "rectify", "report_done", "verdict",
    ]  # fmt: skip
    assert Verdict.objects.get(part=part).solved == "yes"
    assert (part.receipt_in_time, part.disposal_in_time, part.receipt_minutes) == (True, True, 0)
    assert part.due_at is None and ticket.due_at is None


def test_the_number_rises_and_the_contact_is_sealed(desk):
    first, second = desk.draft(), desk.draft()
    assert first.number < second.number and first.number.startswith("海吹2026-")
    assert "王主任".encode() not in bytes(first.contact_sealed)
    assert unseal(first.phone_sealed, "ticket.phone") == "13800001234"


def test_a_double_click_files_one_ticket(desk):
    token = uuid.uuid4()
    assert desk.draft(token=token).pk == desk.draft(token=token).pk
    assert Ticket.objects.count() == 1


def test_nobody_files_outside_his_street(desk, cast):
    with pytest.raises(Grid.DoesNotExist):
        actions.file(
            actor=desk.person("other_liaison"),
            at=desk.at,
            token=uuid.uuid4(),
            item=desk.draft().item,
            grid=cast.grid,
            place="x",
            description="x",
        )


def test_an_edit_over_a_newer_revision_is_refused(desk, cast):
    ticket = desk.draft()
    edit = {"actor": desk.person("liaison"), "at": desk.at, "revision": 1, "item": ticket.item, "grid": cast.grid}
    assert actions.amend(ticket, place="南门", **edit)
    assert not actions.amend(ticket, place="西门", **edit)
    ticket.refresh_from_db()
    assert ticket.place == "南门"


def test_sign_off_makes_a_lead_part_for_the_station_of_the_grid(desk, cast):
    ticket = desk.blown()
    part = ticket.parts.get()
    assert (part.kind, part.station, part.squad, part.state) == ("lead", cast.station, cast.squad, "dispatched")
    assert OutboxMessage.objects.filter(topic="part_step").exists()


def test_a_cooperating_item_has_a_leader_outside(desk):
    ticket = desk.blown("P05")
    kinds = dict(ticket.parts.values_list("kind", "outside_unit"))
    assert kinds == {"cooperate": "", "outside_lead": "城管"}


def test_the_police_part_may_be_finished_while_the_leaders_is_open(desk):
    part = desk.brought_to("closed", "P05")
    assert part.ticket.state == "blown"
    outside = part.ticket.parts.get(kind="outside_lead")
    desk.act(outside, "outside_start", "liaison", note="城管已到场")
    desk.act(outside, "outside_end", "liaison", result="城管已处理")
    moved, _ = desk.act(outside, "verdict", "liaison", **YES)
    part.ticket.refresh_from_db()
    assert moved and part.ticket.state == "closed"


def test_closing_over_an_open_part_needs_a_leader_and_a_reason(desk):
    part = desk.brought_to("closed", "P05")
    assert not desk.step(part.ticket, "close", "liaison")[0]
    assert not desk.step(part.ticket, "close_over", "street_leader")[0]
    assert desk.step(part.ticket, "close_over", "street_leader", note="牵头单位另案办理")[0]
    assert part.ticket.parts.get(kind="outside_lead").state == "dispatched"


def test_report_done_needs_a_result_and_a_photo_after(desk):
    part = desk.brought_to("rectifying")
    _, refused = desk.act(part, "report_done", "officer", result="好了")
    assert refused and part.state == "rectifying"
    desk.act(part, "report_done", "officer", result="好了", after_photo=[photo()])
    assert part.state == "done" and part.result == "好了"
    assert Evidence.objects.get(part=part).phase == "after"


def test_a_bad_verdict_reopens_and_counts(desk):
    part = desk.brought_to("done")
    _, refused = desk.act(part, "verdict", "liaison", came="yes", solved="no", satisfied="not")
    assert refused and part.state == "done"
    desk.act(part, "reopen", "liaison", came="yes", solved="no", satisfied="not", note="夜间仍有")
    assert (part.state, part.round, part.due_clock) == ("rectifying", 1, "disposal")
    assert Verdict.objects.get(part=part).round == 0
    assert part.clocks.filter(kind="disposal").count() == 2


def test_a_verdict_has_no_default_answers(desk):
    part = desk.brought_to("done")
    assert not desk.act(part, "verdict", "liaison", came="yes", solved="yes")[0]


def test_whoever_handled_it_does_not_judge_it(desk, cast):
    part = desk.brought_to("done")
    PartEvent.objects.create(subject=part, verb="arrive", to_state="arrived", at=desk.at, actor=cast.liaison)
    moved, refused = desk.act(part, "verdict", "liaison", **YES)
    assert not moved and refused


def test_a_return_is_a_proposal_that_the_street_rules_on(desk):
    part = desk.brought_to("return_asked")
    assert part.return_reason.code == "other_station"
    desk.act(part, "refuse_return", "street_leader", note="属本所")
    assert (part.state, part.due_clock, part.return_reason) == ("signed", "disposal", None)


def test_from_the_second_bounce_a_ruling_officer_rules(desk, cast):
    part = desk.brought_to("returned")
    for bounces in (1, 2):
        desk.step(part.ticket, "redirect", "street_leader", grid=cast.grid, note="再派")
        part = part.ticket.parts.get(state="dispatched")
        assert part.bounces == bounces
        desk.act(part, "ask_return", "chief", return_reason=Reason.objects.get(code="duplicate"), note="仍不属本所")
        ruled = desk.act(part, "accept_return", "street_leader", note="同意")[0]
        assert bool(ruled) == (bounces < 2)
    assert desk.act(part, "accept_return", "bureau_leader", note="裁定同意")[0]


def test_an_extension_is_bounded_and_decided_by_another(desk):
    part = desk.brought_to("rectifying")
    before = part.due_at
    reason = Reason.objects.get(kind="extension", code="joint")
    assert not desk.act(part, "ask_extension", "officer", extension_reason=reason, amount=8, note="等联合行动")[0]
    assert desk.act(part, "ask_extension", "officer", extension_reason=reason, amount=3, note="等联合行动")[0]
    assert not desk.act(part, "ask_extension", "officer", extension_reason=reason, amount=3, note="再要")[0]
    assert not desk.act(part, "grant_extension", "street_leader", amount=4)[0]
    assert desk.act(part, "grant_extension", "street_leader", amount=2)[0]
    assert part.due_at > before and part.extensions_granted == 1
    assert not desk.act(part, "ask_extension", "officer", extension_reason=reason, amount=1, note="再要")[0]


def test_an_extension_nobody_ruled_on_lapses_when_the_work_is_done(desk):
    part = desk.brought_to("rectifying")
    reason = Reason.objects.get(kind="extension", code="joint")
    desk.act(part, "ask_extension", "officer", extension_reason=reason, amount=3, note="等联合行动")
    assert part.extension_pending
    assert desk.act(part, "report_done", "officer", result="好了", after_photo=[photo()])[0]
    assert (part.extension_pending, part.extensions.get().state) == (False, "lapsed")


def test_a_suspended_clock_stands_still(desk):
    part = desk.brought_to("rectifying")
    before = part.due_at
    desk.act(part, "suspend", "captain", pending_reason=Reason.objects.get(kind="pending", code="budget"), note="待资金")
    assert part.is_paused and part.ticket.__class__.objects.get(pk=part.ticket_id).due_at is None
    assert not desk.act(part, "report_done", "officer", result="好了", after_photo=[photo()])[0]
    desk.later(days=1)
    desk.act(part, "resume", "captain")
    assert part.due_at > before and part.clocks.get(kind="disposal").minutes_paused > 0


def test_an_emergency_is_told_by_phone_first_and_recorded_after(desk):
    ticket = desk.draft("Z09")
    called = desk.at - timedelta(minutes=50)
    assert desk.step(ticket, "blow_first", "liaison", phoned_at=called, note="电话通知值班长")[0]
    part = ticket.parts.get()
    assert (ticket.countersign_pending, part.opened_at) == (True, called)
    assert part.clocks.get(kind="arrival").due_at == called + timedelta(minutes=30)
    for verb, role, given in (("sign_for", "duty_officer", {}), ("dispatch", "duty_officer", {"handler": desk.cast.officer})):
        desk.act(part, verb, role, **given)
    assert not desk.act(part, "arrive", "officer", happened_at=called - timedelta(minutes=1))[0]
    desk.act(part, "arrive", "officer", happened_at=called + timedelta(minutes=20))
    assert (part.arrival_minutes, part.arrival_in_time, part.late_entry) == (20, True, True)
    assert desk.step(ticket, "countersign", "street_leader")[0]


def test_only_an_emergency_goes_by_phone_first(desk):
    ticket = desk.draft("Z01")
    moved, refused = desk.step(ticket, "blow_first", "liaison", phoned_at=desk.at, note="电话")
    assert not moved and refused


def test_a_handler_of_another_station_is_refused(desk, cast):
    part = desk.brought_to("signed")
    assert not desk.act(part, "dispatch", "duty_officer", handler=cast.other_officer)[0]


def test_many_parts_move_with_one_call_and_each_failure_is_listed(desk):
    parts = [desk.part() for _ in range(3)]
    desk.act(parts[0], "sign_for", "duty_officer")
    moved, refused = actions.advance(Part.objects.all(), "sign_for", actor=desk.person("duty_officer"), at=desk.at)
    assert len(moved) == 2 and [row.pk for row in refused] == [parts[0].pk]
    assert "同志" in refused[0].reason


def test_calling_a_whistle_back_withdraws_its_parts(desk):
    part = desk.brought_to("assigned", "P05")
    desk.step(part.ticket, "recall", "street_leader", note="误报")
    assert set(part.ticket.parts.values_list("state", flat=True)) == {"cancelled"}
    assert not part.clocks.filter(stopped_at__isnull=True).exists()
