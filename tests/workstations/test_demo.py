"""The demonstration's visits come while numbers are given, and are served by clerks who are at one window at a time."""

from datetime import date, datetime

import pytest
from django.db.models import Count
from django.utils import timezone

from grids import demo as grids_demo
from haidian_policing.demonstration import World
from haidian_policing.organisation import demo as organisation_demo
from workstations import demo
from workstations.models import Site, Visit, VisitEvent

pytestmark = pytest.mark.django_db


def load(monkeypatch, hour: int) -> None:
    at = datetime(2026, 11, 18, hour, 0, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "now", lambda: at)
    for floor in (organisation_demo, grids_demo, demo):
        floor.load(World(0.1, 1, date(2026, 11, 18), 1), lambda done, total: None)


def test_people_come_while_numbers_are_given(monkeypatch):
    load(monkeypatch, 11)
    came = [timezone.localtime(at) for at in VisitEvent.objects.filter(verb="record").values_list("at", flat=True)]
    assert came and all((8, 30) <= (at.hour, at.minute) <= (17, 25) for at in came)
    assert Visit.objects.filter(day=date(2026, 11, 18), state="waiting").exists(), "at eleven in the morning somebody waits"
    running = Site.objects.filter(stage="running")
    assert not running.values("station").annotate(sites=Count("pk")).filter(sites__gt=1).exists()


def test_of_an_evening_nobody_waits(monkeypatch):
    load(monkeypatch, 21)
    assert Visit.objects.filter(day=date(2026, 11, 18)).exists()
    assert not Visit.objects.filter(state__in=("waiting", "called", "serving")).exists()
