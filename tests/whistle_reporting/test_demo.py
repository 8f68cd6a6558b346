"""The demonstration's tickets obey the lifecycle: what is stored is what their events say."""

import pytest
from django.utils import timezone

from haidian_policing.demonstration import World
from whistle_reporting import demo
from whistle_reporting.models import Clock, Part, Ticket
from whistle_reporting.sets.projection import last_states, replay

pytestmark = pytest.mark.django_db


def test_the_demonstration_populates_every_state_from_events(cast):
    demo.load(World(0.1, 1, timezone.localdate(), 3), lambda done, total: None)
    states = dict(Part.objects.values_list("pk", "state"))
    assert states == last_states(list(states))
    assert {"dispatched", "signed", "assigned", "arrived", "surveying", "rectifying", "return_asked", "returned", "done", "closed"} <= set(
        states.values()
    )
    assert set(Ticket.objects.values_list("state", flat=True)) >= {"draft", "awaiting_sign_off", "blown", "closed"}
    assert (
        not Part.objects.open()
        .filter(station__isnull=False, is_paused=False, due_at=None)
        .exclude(state__in=("return_asked", "signed"))
        .exists()
    )
    assert Clock.objects.filter(in_time=False).exists() and Clock.objects.filter(in_time=True).exists()
    assert Part.objects.filter(extension_pending=True).exists() and Part.objects.filter(is_paused=True).exists()


def test_what_was_projected_in_python_is_what_the_statements_of_life_derive(cast):
    demo.load(World(0.1, 2, timezone.localdate(), 6), lambda done, total: None)
    before = derived()
    assert len(before["clocks"]) > 300 and any(row["minutes_paused"] for row in before["clocks"])
    replay(list(Part.objects.values_list("pk", flat=True)))
    after = derived()
    for noun in before:
        assert after[noun] == before[noun], noun


def derived() -> dict[str, list[dict]]:
    """Everything that follows from events, with the deadlines of the tickets."""
    clocks = Clock.objects.order_by("part", "kind", "round")
    return {
        "tickets": list(Ticket.objects.order_by("pk").values("pk", "due_at")),
        "parts": list(Part.objects.order_by("pk").values()),
        "clocks": list(clocks.values(*[field.attname for field in Clock._meta.fields if field.name != "id"])),
    }
