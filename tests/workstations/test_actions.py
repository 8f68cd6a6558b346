"""A visit is recorded once, served by one window, and timed in whole minutes."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from workstations.actions import advance, record_visit
from workstations.choices import VisitState
from workstations.models import Site, Visit
from workstations.visits import VISIT

AT = timezone.now().replace(hour=3, minute=0, second=0, microsecond=0)


@pytest.fixture
def clerk(sites):
    return sites.standing(sites.window_clerk)


@pytest.fixture
def visit(sites, clerk):
    return record_visit(sites.site, service=sites.service, actor=clerk, at=AT)


def step(visit, verb, actor, *, minutes=0, **given):
    return advance(Visit.objects.filter(pk=visit.pk), verb, actor=actor, at=AT + timedelta(minutes=minutes), **given)


def test_a_visit_is_served_and_completed_with_its_minutes(visit, clerk):
    step(visit, "serve", clerk, minutes=7)
    step(visit, "complete", clerk, minutes=19, outcome="done")
    visit.refresh_from_db()
    assert (visit.state, visit.waited_minutes, visit.served_minutes, visit.clerk) == ("completed", 7, 12, clerk)
    assert list(visit.events.order_by("pk").values_list("verb", flat=True)) == ["record", "serve", "complete"]


def test_completing_needs_an_outcome(visit, clerk):
    step(visit, "serve", clerk)
    moved, refused = step(visit, "complete", clerk)
    assert not moved
    assert refused[0].pk == visit.pk


@pytest.mark.requirement("R35")
def test_whoever_comes_second_is_told_who_was_faster(visit, clerk, sites):
    step(visit, "call", clerk)
    moved, refused = step(visit, "serve", clerk, seen=VisitState.WAITING)
    assert not moved
    assert clerk.name in refused[0].reason


def test_a_double_click_makes_one_visit(sites, clerk):
    first, second = (record_visit(sites.site, service=sites.service, actor=clerk, at=AT, token="once") for _ in range(2))
    assert first == second


def test_numbers_run_within_the_day_of_a_site(sites, clerk):
    numbers = [record_visit(sites.site, service=sites.service, actor=clerk, at=AT).number for _ in range(3)]
    assert numbers == [1, 2, 3]


@pytest.mark.requirement("R14")
def test_another_stations_site_and_visits_look_absent(sites, visit):
    stranger = sites.standing(sites.other_window_clerk)
    with pytest.raises(Site.DoesNotExist):
        record_visit(sites.site, service=sites.service, actor=stranger, at=AT)
    assert step(visit, "serve", stranger) == ({}, [])


@pytest.mark.requirement("R52")
def test_a_state_changed_without_its_event_is_refused(visit):
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(state="called")
        connection.check_constraints()


@pytest.mark.requirement("R34")
@pytest.mark.parametrize("verb", VISIT)
@pytest.mark.parametrize("state", VisitState)
def test_every_state_takes_just_the_steps_of_the_table(visit, clerk, state, verb):
    Visit.objects.filter(pk=visit.pk).update(state=state, outcome="done")
    visit.events.create(verb="arranged", to_state=state, at=AT, actor=clerk)
    moved, refused = step(visit, verb, clerk, outcome="done", note="转派出所户籍窗口")
    assert bool(moved) == (state in VISIT[verb].sources) == (not refused)
    visit.refresh_from_db()
    assert visit.state == (VISIT[verb].target or state if moved else state)
