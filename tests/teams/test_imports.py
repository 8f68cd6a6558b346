"""The roster of the teams from a sheet: by telephone or name, within one's reach only."""

import pytest
from django.db import IntegrityError, transaction
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


def test_a_minor_comes_through_a_guardian_or_a_school(clerk):
    head, row = "团队,组成,姓名,手机,入职日期,最近参加,未成年,监护人或学校\n", "一号社区警务团队,X,李小明,,2026-01-01,2026-10-18,是,"
    run = bring(clerk, "members", f"{head}{row}\n")
    assert run.counts["wrong"] == 1 and "监护人" in str(run.rows.get().problems)
    run = brought(clerk, "members", f"{head}{row}中关村中学\n")
    member = Member.objects.get()
    assert (member.is_minor, member.guardian, member.took_part_on.isoformat()) == (True, "中关村中学", "2026-10-18")
    assert brought(clerk, "members", f"{head}{row}中关村中学\n").counts["unchanged"] == 1
    with pytest.raises(IntegrityError, match="a_minor_has_a_guardian"), transaction.atomic():
        Member.objects.update(guardian="")


def test_who_has_not_taken_part_lately_is_marked(clerk):
    brought(clerk, "members", "团队,组成,姓名,手机,入职日期,最近参加\n一号社区警务团队,X,李小明,,2025-01-01,2025-03-01\n")
    page = f"/teams/{Member.objects.get().team_id}/"
    assert "近期未参加" in clerk.get(page).content.decode()
    Member.objects.update(took_part_on=timezone.localdate())
    assert "近期未参加" not in clerk.get(page).content.decode()
