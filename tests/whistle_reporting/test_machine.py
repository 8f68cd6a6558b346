"""Whatever people do in whatever order: states stay in the table, follow the newest event, and no deadline is lost."""

from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grids.models import Grid
from tests.whistle_reporting.conftest import photo
from whistle_reporting import actions
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.models import Part, PartEvent, Reason, Ticket, TicketEvent

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R34")]
ROLES = ("liaison", "street_leader", "duty_officer", "officer", "captain", "chief", "bureau_leader")
RUNS = {
    "dispatched": "receipt", "signed": "disposal", "assigned": "disposal", "arrived": "disposal", "surveying": "disposal",
    "rectifying": "disposal", "done": "verdict",
}  # fmt: skip
# (verb, role, minutes until then); most rows act sensibly, so that long lives are seen too
ACTS = st.lists(st.tuples(st.sampled_from([*PART, *PART, *TICKET]), st.sampled_from(ROLES), st.integers(0, 3000)), min_size=8, max_size=25)
USUAL = [
    ("submit", "liaison", 5),
    ("sign_off", "street_leader", 9),
    ("sign_for", "duty_officer", 7),
    ("dispatch", "duty_officer", 3),
    ("arrive", "officer", 30),
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(acts=ACTS, usual=st.integers(0, len(USUAL)), code=st.sampled_from(["Z01", "P05", "Z09"]), solved=st.sampled_from(["yes", "no"]))
def test_no_sequence_leaves_the_table_or_loses_a_deadline(desk, acts, usual, code, solved):
    with transaction.atomic():
        ticket = desk.draft(code)
        at = desk.at
        for verb, role, minutes in USUAL[:usual] + acts:
            at += timedelta(minutes=minutes)
            take(desk, ticket, verb, role, at, solved)
            check(ticket)
        transaction.set_rollback(True)


def take(desk, ticket, verb, role, at, solved) -> None:
    given = {
        "came": "yes", "solved": solved, "satisfied": "fair", "effect": "holds", "amount": 1, "note": "说明", "result": "结果",
        "handler": desk.cast.officer, "grid": desk.cast.grid, "phoned_at": at, "after_photo": [photo()] if verb == "report_done" else [],
        "return_reason": Reason.objects.get(code="other_station"),
        "extension_reason": Reason.objects.get(kind="extension", code="joint"),
        "pending_reason": Reason.objects.get(kind="pending", code="budget"),
    }  # fmt: skip
    lifecycle, act = (PART, actions.advance) if verb in PART else (TICKET, actions.advance_ticket)
    rows = Part.objects.filter(ticket=ticket) if verb in PART else Ticket.objects.filter(pk=ticket.pk)
    values = {name: value for name, value in given.items() if name in lifecycle[verb].needs}
    with suppress(Grid.DoesNotExist):  # redirecting is out of this person's reach
        act(rows, verb, actor=desk.person(role), at=at, **values)


def check(ticket) -> None:
    ticket.refresh_from_db()
    assert ticket.state == TicketEvent.objects.filter(subject=ticket).latest("pk").to_state
    for part in Part.objects.filter(ticket=ticket):
        newest = PartEvent.objects.filter(subject=part).latest("pk")
        assert part.state == newest.to_state
        if newest.verb in PART:
            step = PART[newest.verb]
            assert newest.from_state in step.sources and newest.to_state == (step.target or newest.from_state)
        running = set(part.clocks.running().values_list("kind", flat=True))
        if part.kind != "outside_lead" and part.state in RUNS:
            assert RUNS[part.state] in running and part.due_at is not None
        if part.state in ("closed", "returned", "cancelled"):
            assert not running
    if ticket.state in ("draft", "awaiting_sign_off"):
        assert not ticket.parts.exists()
