"""Filing many whistles: the statements of one, each token once, whatever is out of reach told by its place."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from haidian_policing.sealing import unseal
from tests.whistle_reporting.conftest import NOON
from whistle_reporting.actions import file_many
from whistle_reporting.actions.filing import PHONE
from whistle_reporting.models import Item, Ticket, TicketEvent

pytestmark = pytest.mark.django_db


def drafts(desk, amount: int, **more) -> list[dict]:
    written = {"place": "北门外\t东侧便道", "description": "车辆占道停放", "phone": "13800001234"}
    common = {"item": Item.objects.get(code="Z01"), "grid": desk.cast.grid, **written, **more}
    return [{"token": uuid.uuid4(), **common} for _ in range(amount)]


def test_many_drafts_are_written_with_their_events(desk):
    wanted = drafts(desk, 5)
    filed, refused = file_many(wanted, actor=desk.person("liaison"), at=NOON)
    assert not refused
    assert list(filed) == [draft["token"] for draft in wanted]
    numbers = list(Ticket.objects.order_by("pk").values_list("number", flat=True))
    assert numbers == sorted(numbers)
    assert len(set(numbers)) == 5
    ticket = Ticket.objects.get(token=wanted[0]["token"])
    assert (ticket.place, ticket.state, ticket.revision, ticket.answers) == ("北门外\t东侧便道", "draft", 1, {})
    assert (ticket.station, ticket.street, ticket.filed_by) == (desk.cast.station, desk.cast.street, desk.cast.liaison)
    assert unseal(ticket.phone_sealed, PHONE) == "13800001234"
    assert set(TicketEvent.objects.values_list("subject__number", "verb", "to_state", "actor")) == {
        (number, "file", "draft", desk.cast.liaison.pk) for number in numbers
    }


def test_a_token_that_comes_again_gives_the_ticket_that_is_there(desk):
    wanted, actor = drafts(desk, 3), desk.person("liaison")
    before, _refused = file_many(wanted[:2], actor=actor, at=NOON)
    after, _refused = file_many([*wanted, wanted[2]], actor=actor, at=NOON)
    assert Ticket.objects.count() == TicketEvent.objects.count() == 3
    assert {token: ticket.pk for token, ticket in before.items()} == {token: after[token].pk for token in before}


def test_drafts_for_another_streets_grid_are_refused_by_their_place(desk):
    wanted = [*drafts(desk, 1), *drafts(desk, 1, grid=desk.cast.other_grid), *drafts(desk, 1)]
    filed, refused = file_many(wanted, actor=desk.person("liaison"), at=NOON)
    assert [row.pk for row in refused] == [1]
    assert refused[0].reason
    assert list(filed) == [wanted[0]["token"], wanted[2]["token"]]


def test_many_cost_as_many_statements_as_one(desk):
    actor, counts = desk.person("liaison"), []
    _ = actor.standing.posts
    for amount in (1, 50):
        with CaptureQueriesContext(connection) as seen:
            file_many(drafts(desk, amount), actor=actor, at=NOON)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 14
