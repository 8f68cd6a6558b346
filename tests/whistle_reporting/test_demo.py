"""The demonstration's tickets obey the lifecycle: what is stored is what their events say."""

from datetime import datetime, timedelta
from random import Random

import pytest
from django.utils import timezone

from haidian_policing.demonstration import World, seasonable
from haidian_policing.workcalendar.sets import current
from whistle_reporting import demo
from whistle_reporting.demo.hours import EVENINGS, FIELD, OFFICE, STREET_DUTY, TODAY, Hours
from whistle_reporting.models import Clock, Part, PartEvent, Ticket
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


def test_only_emergencies_keep_officers_up_and_no_street_judges_at_night(cast):
    demo.load(World(0.1, 3, timezone.localdate(), 3), lambda done, total: None)
    happened = PartEvent.objects.filter(verb__in=("arrive", "survey", "rectify", "report_done"))
    assert not at_night(happened.exclude(subject__klass="emergency"))
    assert at_night(happened.filter(subject__klass="emergency"))
    street = PartEvent.objects.filter(
        verb__in=("verdict", "reopen", "accept_return", "refuse_return", "grant_extension", "refuse_extension")
    )
    assert street.exists() and not at_night(street)


def at_night(events) -> list[datetime]:
    moments = map(timezone.localtime, events.values_list("at", flat=True))
    return [at for at in moments if not (7, 55) <= (at.hour, at.minute) <= (22, 30)]  # early for what is appointed


@pytest.mark.parametrize("desk", [OFFICE, STREET_DUTY, FIELD, TODAY, EVENINGS])
def test_a_desk_acts_when_it_is_open_and_never_before_it_was_asked(db, desk):
    hours, asked = Hours(Random(1), current(timezone.now())), timezone.localtime(timezone.now()).replace(month=2, day=9)
    for _ in range(400):
        asked += timedelta(minutes=97)
        at = hours.at(desk, asked)
        assert asked <= at <= asked + timedelta(days=12)
        assert (at.hour, at.minute) >= (8, 35) and at.time() <= desk.until


def test_nobody_writes_of_snow_in_summer():
    assert seasonable(["大雪后坡道结冰", "大风刮倒行道树"], 7) == ["大风刮倒行道树"]
    assert seasonable(["大雪后坡道结冰", "大风刮倒行道树"], 1) == ["大雪后坡道结冰", "大风刮倒行道树"]
    assert seasonable(["大雪后坡道结冰"], 7) == ["大雪后坡道结冰"], "somebody has to say something"
