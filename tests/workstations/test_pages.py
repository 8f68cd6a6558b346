"""The clerk's pages: one click takes a number, calls, starts and completes; nothing about a visitor can be written."""

import pytest
from django.urls import reverse
from django.utils import timezone

from workstations.actions import record_visit
from workstations.models import Visit


@pytest.fixture
def browser(sites):
    """The clerk's, who sits at the first window."""
    browser = sites.client(sites.window_clerk)
    go(browser, "choose_window", {"window": 1}, pk=sites.site.pk)
    return browser


def go(browser, name: str, given: dict | None = None, **kwargs) -> str:
    """Post to a page and read the page that it leads to."""
    return browser.post(reverse(f"workstations:{name}", kwargs=kwargs), given or {}, follow=True).content.decode()


def take_number(browser, sites, once: str) -> Visit:
    go(browser, "take_number", {"service": sites.service.pk, "once": once}, pk=sites.site.pk)
    return Visit.objects.filter(site=sites.site).first()


def test_a_visit_is_recorded_called_and_completed(browser, sites):
    visit = take_number(browser, sites, "a")
    go(browser, "choose_window", {"window": 2}, pk=sites.site.pk)
    go(browser, "next_number", pk=sites.site.pk)
    go(browser, "visit_step", {"seen": "called"}, pk=visit.pk, verb="serve")
    go(browser, "visit_step", {"seen": "serving", "outcome": "done"}, pk=visit.pk, verb="complete")
    visit.refresh_from_db()
    assert (visit.state, visit.window, visit.clerk, visit.outcome) == ("completed", 2, sites.window_clerk, "done")
    told = browser.get(reverse("workstations:visit_detail", kwargs={"pk": visit.pk})).content.decode()
    assert all(word in told for word in ("取号", "叫号", "开始办理", "办结"))


def test_nobody_is_called_to_no_window(browser, sites):
    visit = take_number(browser, sites, "a")
    go(browser, "choose_window", {"window": ""}, pk=sites.site.pk)
    steps = [("next_number", {"pk": sites.site.pk}), *(("visit_step", {"pk": visit.pk, "verb": verb}) for verb in ("call", "serve"))]
    assert all("请先选择所在窗口" in go(browser, name, **address) for name, address in steps)
    visit.refresh_from_db()
    assert visit.state == "waiting"


def test_a_double_click_makes_one_visit(browser, sites):
    for _ in range(2):
        take_number(browser, sites, "same page")
    assert Visit.objects.count() == 1
    take_number(browser, sites, "another page")
    assert Visit.objects.count() == 2


def test_the_token_of_one_site_is_nothing_to_another(sites):
    for prefix in ("", "other_"):
        clerk = sites.standing(sites.named[f"{prefix}window_clerk"])
        record_visit(sites.named[f"{prefix}site"], service=sites.service, actor=clerk, at=timezone.now(), token="x:1")
    assert Visit.objects.count() == 2


@pytest.mark.requirement("R35")
def test_an_old_page_is_told_who_was_faster(browser, sites):
    visit = take_number(browser, sites, "a")
    go(browser, "next_number", pk=sites.site.pk)
    told = go(browser, "visit_step", {"seen": "waiting"}, pk=visit.pk, verb="serve")
    assert f"{sites.window_clerk.name} 已先行办理" in told


def test_a_result_is_asked_for_and_long_numbers_are_refused(browser, sites):
    visit = take_number(browser, sites, "a")
    go(browser, "visit_step", pk=visit.pk, verb="serve")
    go(browser, "visit_step", pk=visit.pk, verb="complete")
    told = go(browser, "visit_step", {"outcome": "done", "note": "电话 1380013 8000"}, pk=visit.pk, verb="complete")
    visit.refresh_from_db()
    assert visit.state == "serving"
    assert "请勿填写证件号码" in told


@pytest.mark.requirement("R14")
@pytest.mark.parametrize("name", ["visit_queue_of", "site_detail", "site_display"])
def test_another_stations_site_looks_absent(sites, name):
    address = reverse(f"workstations:{name}", kwargs={"pk": sites.site.pk})
    assert sites.client(sites.other_window_clerk).get(address).status_code == 404


@pytest.mark.requirement("R14")
def test_another_stations_visit_looks_absent(browser, sites):
    visit = take_number(browser, sites, "a")
    stranger = sites.client(sites.other_window_clerk)
    assert stranger.get(reverse("workstations:visit_detail", kwargs={"pk": visit.pk})).status_code == 404
    assert stranger.post(reverse("workstations:visit_step", kwargs={"pk": visit.pk, "verb": "call"})).status_code == 404
    assert stranger.get(reverse("workstations:visit_list")).content.decode().count(str(visit)) == 0


def test_an_unknown_step_is_absent(browser, sites):
    visit = take_number(browser, sites, "a")
    assert browser.post(reverse("workstations:visit_step", kwargs={"pk": visit.pk, "verb": "dance"})).status_code == 404


def test_the_list_finds_by_site_state_and_days(browser, sites):
    visit = take_number(browser, sites, "a")
    list_of = reverse("workstations:visit_list")
    for query, found in (
        ({"state": "waiting"}, 1),
        ({"state": "open"}, 1),
        ({"state": "served"}, 0),
        ({"until": "2026-01-01"}, 0),
        ({"site": sites.site.pk}, 1),
    ):
        assert browser.get(list_of, query).content.decode().count(f">{visit}<") == found, query
    assert browser.get(list_of, {"site": "abc", "since": "yesterday"}).status_code == 200


def test_the_wall_shows_numbers_and_polls_without_counting_as_activity(browser, sites):
    visit = take_number(browser, sites, "a")
    go(browser, "next_number", pk=sites.site.pk)
    wall = reverse("workstations:site_display", kwargs={"pk": sites.site.pk})
    page = browser.get(wall).content.decode()
    assert f"{visit.number:03}" in page
    assert "X-Polling" in page
    part = browser.get(wall, headers={"HX-Request": "true", "X-Polling": "1"}).content.decode()
    assert "<html" not in part
    assert f"{visit.number:03}" in part


def test_home_shows_the_queue_to_the_clerk_and_figures_that_equal_their_lists(browser, sites):
    visit = take_number(browser, sites, "a")
    assert f">{visit}<" in browser.get("/").content.decode()
    assert "今日警务工作站" in sites.client(sites.chief).get("/").content.decode()


@pytest.mark.parametrize("name", ["visit_queue_of", "visit_list", "site_detail", "home"])
def test_as_many_queries_for_twenty_visits_as_for_two(browser, sites, name, django_assert_max_num_queries):
    clerk = sites.standing(sites.window_clerk)
    address = "/" if name == "home" else reverse(f"workstations:{name}", kwargs={} if name == "visit_list" else {"pk": sites.site.pk})
    browser.get(address)  # the first look writes the session
    counts = []
    for more in (2, 18):
        for _ in range(more):
            record_visit(sites.site, service=sites.service, actor=clerk, at=timezone.now())
        with django_assert_max_num_queries(60) as found:
            assert browser.get(address).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_a_grids_page_shows_its_workstation(sites):
    told = sites.client(sites.officer).get(reverse("grids:grid_detail", kwargs={"pk": sites.grid.pk})).content.decode()
    assert reverse("workstations:site_detail", kwargs={"pk": sites.site.pk}) in told


def test_visits_are_narrowed_to_a_site_by_key_or_by_words(browser, sites):
    visit = take_number(browser, sites, "a")
    listed = reverse("workstations:visit_list")
    for sent in ({"site": sites.site.pk}, {"site": "", "site-text": sites.site.code}):
        assert f"row-{visit.pk}" in browser.get(listed, sent).content.decode(), sent
    assert f"row-{visit.pk}" not in browser.get(listed, {"site-text": "查无此站"}).content.decode()
