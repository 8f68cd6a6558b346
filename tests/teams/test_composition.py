"""Gaps under 1 + 1 + 4 are found the same way in Python and in the database."""

import pytest
from django.utils import timezone

from teams.composition import COUNTED, gaps, tone
from teams.models import Member, Team
from tests.teams.conftest import join, team_of


def counted(team: Team) -> Team:
    return Team.objects.with_gaps(timezone.localdate()).get(pk=team.pk)


def test_a_complete_team_lacks_nobody(teams):
    assert counted(teams.full).gap == 0


def test_a_short_team_says_what_it_lacks(teams):
    team = counted(teams.short)
    assert gaps({part: getattr(team, part) for part in COUNTED}) == {"auxiliary": 1, "aide": 3}
    assert team.gap == 4


@pytest.mark.parametrize("officers", range(3))
@pytest.mark.parametrize("aides", range(6))
def test_the_database_counts_gaps_as_the_table_does(teams, officers, aides):
    team = team_of(teams, "", "某队")
    join(team, *["officer"] * officers, *["aide"] * aides, "x")
    assert counted(team).gap == sum(gaps({"officer": officers, "aide": aides}).values())


def test_whoever_left_is_not_counted_from_that_day(teams):
    Member.objects.filter(team=teams.full, part="officer").update(left_on=timezone.localdate())
    assert counted(teams.full).officer == 0


def test_a_trade_team_is_not_measured_by_a_communitys(teams):
    assert counted(team_of(teams, "", "旅馆业", kind="industry")).gap == 0


def test_tones_tell_the_least_from_the_usual():
    assert [tone("aide", number) for number in (0, 1, 4, 5)] == ["bad", "warn", "", ""]
    assert tone("x", 0) == ""
