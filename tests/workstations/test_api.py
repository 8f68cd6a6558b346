"""Through the API: a number is taken, steps are taken, 409 tells who was faster."""

import pytest

from workstations.visits import VISIT


@pytest.fixture
def api(sites):
    return sites.api(sites.window_clerk)


@pytest.fixture
def visit(api, sites) -> str:
    """The address of a new visit."""
    answer = api.post("/api/visits/", {"site": sites.site.pk, "service": sites.service.code, "token": "t1"}, format="json")
    assert answer.status_code == 201
    return f"/api/visits/{answer.data['id']}/"


def test_a_visit_goes_through_its_life(api, visit):
    assert api.post(f"{visit}serve/", {"seen": "waiting", "window": 1}, format="json").data["state"] == "serving"
    assert api.post(f"{visit}complete/", {}, format="json").status_code == 400
    done = api.post(f"{visit}complete/", {"outcome": "done"}, format="json")
    assert (done.status_code, done.data["state"], done.data["window"]) == (200, "completed", 1)


@pytest.mark.requirement("R35")
def test_whoever_comes_second_gets_409_with_the_name(api, visit, sites):
    api.post(f"{visit}call/", {"seen": "waiting"}, format="json")
    second = api.post(f"{visit}call/", {"seen": "waiting"}, format="json")
    assert second.status_code == 409
    assert sites.window_clerk.name in second.json()["detail"]


def test_the_same_token_gives_the_same_visit(api, visit, sites):
    again = api.post("/api/visits/", {"site": sites.site.pk, "service": sites.service.code, "token": "t1"}, format="json")
    assert visit.endswith(f"/{again.data['id']}/")


@pytest.mark.requirement("R14")
def test_the_other_side_is_absent(visit, sites):
    other = sites.api(sites.other_window_clerk)
    assert other.get(visit).status_code == 404
    assert other.post(f"{visit}call/").status_code == 404
    assert other.post("/api/visits/", {"site": sites.site.pk, "service": sites.service.code}, format="json").status_code == 400
    assert [row["id"] for row in other.get("/api/sites/").json()["results"]] == [sites.other_site.pk]


@pytest.mark.requirement("R18")
def test_what_may_not_be_set_is_not_set(api, visit):
    assert api.patch(visit, {"state": "completed"}, format="json").status_code == 405
    taken = api.post(f"{visit}serve/", {"state": "completed", "served_minutes": 1}, format="json")
    assert (taken.data["state"], taken.data["served_minutes"]) == ("serving", None)


def test_every_step_of_the_table_has_its_address(api, visit):
    assert all(api.options(f"{visit}{verb}/").status_code == 200 for verb in VISIT)
