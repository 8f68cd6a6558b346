"""The roster of the teams from a sheet: by telephone or name, within one's reach only."""

import pytest
from django.utils import timezone

from teams.models import Member
from teams.seeds import seed
from tests.imports.bringing import act, bring, brought
from tests.teams.conftest import team_of

ROSTER = "团队,组成,姓名,手机,入职日期\n一号社区警务团队,N1,王建国,10012345678,2026-01-01\n一号社区警务团队,N2,李 四,,2026.1.2\n"


@pytest.fixture
def clerk(cast):
    seed(at=timezone.now())
    team_of(cast, "", "一号社区警务团队")
    team_of(cast, "other_", "二号社区警务团队")
    return cast.client(cast.clerk)


def test_members_come_with_sealed_telephones(clerk):
    run = brought(clerk, "members", ROSTER)
    assert run.state == "applied", run.trouble or [row.problems for row in run.rows.all()]
    first, second = Member.objects.order_by("pk")
    assert (first.name, first.part, first.phone_masked, second.name) == ("王建国", "n1", "*******5678", "李四")


def test_the_telephone_finds_a_member_again_and_the_name_is_corrected(clerk):
    brought(clerk, "members", ROSTER)
    run = brought(clerk, "members", ROSTER.replace("王建国", "王建囯"))
    assert run.counts == {"new": 0, "changed": 1, "unchanged": 1, "wrong": 0}
    assert Member.objects.count() == 2


@pytest.mark.requirement("R15")
def test_a_team_of_another_station_is_not_there(clerk):
    run = bring(clerk, "members", ROSTER.replace("一号", "二号"))
    assert run.counts["wrong"] == 2


@pytest.mark.requirement("R17")
def test_a_team_that_left_ones_reach_is_not_written(clerk, cast):
    from teams.models import Team

    run = bring(clerk, "members", ROSTER)
    Team.objects.update(station=cast.other_station)
    act(clerk, run, "apply")
    assert (run.state, Member.objects.count()) == ("checked", 0)
