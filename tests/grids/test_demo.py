"""The demonstration's work looks like work: every grid led, recent days alive, states that follow from events."""

from datetime import date, datetime

import pytest
from django.db.models import Count, F, OuterRef, Subquery
from django.utils import timezone

from grids import demo
from grids.models import Assignment, Community, Grid, TaskDue, TaskLog, TaskLogEvent, WorkloadIndex
from haidian_policing.demonstration import World
from haidian_policing.organisation import demo as organisation_demo

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(monkeypatch):
    """A Wednesday afternoon in the middle of November, with nothing but the month so far."""
    at = datetime(2026, 11, 18, 15, 0, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "now", lambda: at)
    world = World(0.1, 1, date(2026, 11, 18), 0)
    for floor in (organisation_demo, demo):
        floor.load(world, lambda done, total: None)
    return world


def test_a_district_at_work(world, settle):
    settle()
    grids = Grid.objects.annotate(size=Count("communities"))
    assert set(grids.values_list("size", flat=True)) == {1, 2} and not Grid.objects.without_lead(world.today).exists()
    assert Community.objects.filter(neighbours__isnull=True).count() == 0
    assert WorkloadIndex.objects.count() == grids.count() and Assignment.objects.filter(ends__isnull=False).exists()
    assert set(TaskLog.objects.values_list("state", flat=True)) == {"logged", "verified", "returned", "withdrawn"}
    assert TaskLog.objects.filter(entered_by__isnull=False).exists()
    done = TaskLog.objects.filter(done_on=world.today)
    assert done.filter(state="logged").exists() and not done.filter(done_on__gt=world.today).exists()
    assert TaskDue.objects.filter(due_on=world.today).with_done().undone().exists()
    newest = TaskLogEvent.objects.filter(subject=OuterRef("pk")).order_by("-at", "-pk").values("to_state")[:1]
    assert not TaskLog.objects.annotate(last=Subquery(newest)).exclude(state=F("last")).exists()
    assert not TaskLogEvent.objects.filter(at__gt=timezone.now()).exists()
    moments = [(event.verb, timezone.localtime(event.at)) for event in TaskLogEvent.objects.all()]
    assert all(8 <= at.hour <= 21 for verb, at in moments if verb != "withdraw")
    assert all(at.weekday() < 5 for verb, at in moments if verb in ("verify", "return", "correct")), "this November has no make-up Saturday"
