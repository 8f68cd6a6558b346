"""Team pages show what is in reach, telephones masked, and who is on duty now."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from haidian_policing.organisation.models import Person
from teams.models import ConcurrentPost, Member
from tests.cast import SINCE
from tests.teams.conftest import COMPLETE, PHONE, join, shift_of, team_of


@pytest.fixture
def browser(teams):
    return teams.client(teams.chief)


def page(browser, name: str, query: dict | None = None, **kwargs) -> str:
    return browser.get(reverse(f"teams:{name}", kwargs=kwargs), query or {}).content.decode()


def test_the_list_finds_the_short_teams(browser, teams):
    assert all(name in page(browser, "team_list") for name in (">满员警务团队<", ">缺员警务团队<"))
    short = page(browser, "team_list", {"short": "on"})
    assert ">缺员警务团队<" in short
    assert ">满员警务团队<" not in short


def test_the_totals_are_those_of_the_teams_in_reach(browser, teams):
    join(team_of(teams, "", "旅馆业", kind="industry"), "n1")  # not measured by 1 + 1 + 4
    Member.objects.filter(team=teams.full, part="x").update(left_on=timezone.localdate())
    told = [int(number) for number in re.findall(r'class="value[^"]*">(\d+)<', page(browser, "team_totals"))]
    assert told == [3, len(COMPLETE) - 1 + 2 + 1, 1, 4]


@pytest.mark.requirement("R16")
def test_phones_are_masked_on_pages_and_in_the_api(browser, teams):
    told = (
        page(browser, "team_detail", pk=teams.full.pk) + teams.api(teams.chief).get(f"/api/teams/{teams.full.pk}/members/").content.decode()
    )
    assert told.count(f"*******{PHONE[-4:]}") == 2
    assert PHONE not in told


@pytest.mark.requirement("R14")
def test_another_stations_team_looks_absent(browser, teams):
    assert browser.get(reverse("teams:team_detail", kwargs={"pk": teams.other_full.pk})).status_code == 404
    assert "other_" not in page(browser, "team_list")
    assert teams.api(teams.chief).get(f"/api/teams/{teams.other_full.pk}/").status_code == 404
    assert teams.api(teams.chief).get(f"/api/shifts/{teams.other_shift.pk}/").status_code == 404


def test_the_roster_and_home_say_who_is_on_duty_now(browser, teams):
    teams.shift.crew.add(teams.officer)
    for told in (page(browser, "duty_roster"), browser.get("/").content.decode()):
        assert "当前值班" in told
        assert teams.duty_officer.name in told
        assert teams.officer.name in told


@pytest.mark.parametrize("query", [{"month": "2026-02"}, {"month": "soon"}, {"station": "999"}])
def test_the_roster_bears_any_month_and_station(browser, query):
    assert "值班表" in page(browser, "duty_roster", query)


def test_concurrent_posts_are_listed_for_the_own_station(browser, teams):
    for prefix in ("", "other_"):
        ConcurrentPost.objects.create(
            person=teams.named[f"{prefix}chief"],
            station=teams.named[f"{prefix}station"],
            kind="street",
            body=f"{prefix}街道党工委",
            title="委员",
            document_number="1号",
            starts=SINCE,
        )
    told = page(browser, "post_list")
    assert "街道党工委" in told
    assert "other_" not in told


@pytest.mark.parametrize("name", ["team_list", "team_totals", "duty_roster", "team_detail", "home"])
def test_as_many_queries_for_twenty_as_for_two(browser, teams, name, django_assert_max_num_queries):
    address = "/" if name == "home" else reverse(f"teams:{name}", kwargs={"pk": teams.full.pk} if name == "team_detail" else {})
    shift_of(teams, hours=4).crew.set([teams.officer])
    browser.get(address)
    counts = []
    for number in range(2):
        with django_assert_max_num_queries(60) as found:
            assert browser.get(address).status_code == 200
        counts.append(len(found))
        _grow(teams, number)
    assert counts[0] == counts[1]


def _grow(teams, number: int) -> None:
    """Many more teams, members and shifts."""
    for index in range(18):
        join(team_of(teams, "", f"第{number}-{index}队"), *COMPLETE)
    join(teams.full, *["x"] * 18)
    for hours in range(8, 44, 4):
        shift_of(teams, hours=hours + 40 * number).crew.set(Person.objects.filter(posts__unit__station=teams.station)[:5])
