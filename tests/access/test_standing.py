"""Role and reach follow from the post, on the very next request."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from grids.models import Grid
from haidian_policing.access.exceptions import lend, take_back
from haidian_policing.access.standing import may
from haidian_policing.organisation.models import Absence, Post

TODAY = timezone.localdate


@pytest.mark.requirement("R15")
def test_a_captain_sees_the_grids_of_his_squad_only(cast):
    assert list(Grid.objects.visible_to(cast.standing(cast.captain))) == [cast.grid]


@pytest.mark.requirement("R15")
def test_a_street_sees_its_own_grids_only(cast):
    assert list(Grid.objects.visible_to(cast.standing(cast.liaison))) == [cast.grid]


def test_the_performance_office_sees_every_grid(cast):
    assert set(Grid.objects.visible_to(cast.standing(cast.performance))) == {cast.grid, cast.other_grid}


def test_a_role_without_the_capability_sees_nothing(cast):
    assert not Grid.objects.visible_to(cast.standing(cast.window_clerk)).exists()


@pytest.mark.requirement("R17")
def test_a_transfer_counts_from_its_day(cast):
    Post.objects.filter(person=cast.captain).update(ends=TODAY())
    Post.objects.create(person=cast.captain, unit=cast.other_squad, role="captain", starts=TODAY())
    assert list(Grid.objects.visible_to(cast.standing(cast.captain))) == [cast.other_grid]
    assert list(Grid.objects.visible_to(cast.standing(cast.captain, TODAY() - timedelta(days=1)))) == [cast.grid]


@pytest.mark.requirement("R17")
def test_whoever_covers_acts_and_whoever_is_away_only_looks(cast):
    day = date(2026, 6, 2)
    Absence.objects.create(
        person=cast.captain,
        cover=cast.post_officer,
        kind="leave",
        starts=day,
        ends=day + timedelta(days=7),
        order_number="海警休〔2026〕3号",
    )
    away, cover = cast.standing(cast.captain, day), cast.standing(cast.post_officer, day)
    assert not may(away, "task.verify")
    assert may(away, "task.view")
    assert may(cover, "task.verify")
    assert not may(cast.standing(cast.post_officer, day + timedelta(days=7)), "task.verify")


def test_a_disabled_account_stands_nowhere(cast):
    cast.chief.is_active = False
    cast.chief.save(update_fields=["is_active"])
    assert cast.standing(cast.chief).standing.posts == []


@pytest.mark.requirement("R17")
def test_a_transferred_officer_no_longer_reaches_the_grid_he_held(cast):
    assert cast.grid in Grid.objects.reachable_by(cast.standing(cast.officer), "task.log")
    Post.objects.filter(person=cast.officer).update(ends=TODAY())
    Post.objects.create(person=cast.officer, unit=cast.other_squad, role="officer", starts=TODAY())
    assert not Grid.objects.reachable_by(cast.standing(cast.officer), "task.log").exists()


def test_a_lent_grid_is_seen_until_it_is_taken_back(cast):
    until = timezone.now() + timedelta(days=1)
    lend(cast.other_grid, to=cast.officer, until=until, reason="联合行动", actor=cast.security_admin)
    assert cast.other_grid in Grid.objects.visible_to(cast.standing(cast.officer))
    assert cast.other_grid not in Grid.objects.reachable_by(cast.standing(cast.officer), "task.log")
    take_back(cast.other_grid, person=cast.officer, at=timezone.now())
    assert cast.other_grid not in Grid.objects.visible_to(cast.standing(cast.officer))
