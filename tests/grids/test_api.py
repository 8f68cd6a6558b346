"""The API does what the pages do, by the same actions."""

from uuid import uuid4

import pytest

from grids.models import Assignment, TaskLog

pytestmark = pytest.mark.django_db


@pytest.fixture
def new(cast, entry, today):
    return {"grid": cast.grid.pk, "entry": entry("A1-1").pk, "done_on": f"{today}", "count": 3, "token": str(uuid4())}


def test_grids_and_dues_within_reach_only(cast, dues):
    api = cast.api(cast.officer)
    assert [row["id"] for row in api.get("/api/grids/").json()["results"]] == [cast.grid.pk]
    assert {row["grid"] for row in api.get("/api/task-dues/").json()["results"]} == {cast.grid.pk}
    assert api.get(f"/api/grids/{cast.other_grid.pk}/").status_code == 404


def test_a_log_is_sent_once_verified_and_returned(cast, dues, new):
    officer, captain = cast.api(cast.officer), cast.api(cast.captain)
    first, again = (officer.post("/api/task-logs/", new, format="json") for _ in range(2))
    assert first.status_code == 201 and first.json()["id"] == again.json()["id"]
    address = f"/api/task-logs/{first.json()['id']}/"
    assert officer.post(f"{address}verify/").status_code == 403
    assert captain.post(f"{address}return/", {}, format="json").status_code == 409
    assert captain.post(f"{address}return/", {"note": "再核"}, format="json").json()["state"] == "returned"
    stale = officer.post(f"{address}correct/", {"done_on": new["done_on"], "count": 4, "version": 9}, format="json")
    assert stale.status_code == 409
    assert officer.post(f"{address}correct/", {"done_on": new["done_on"], "count": 4, "version": 1}, format="json").json()["version"] == 2
    assert captain.post(f"{address}verify/", {"seen": "logged"}, format="json").json()["state"] == "verified"
    assert officer.post(f"{address}withdraw/", {}, format="json").status_code == 409


def test_what_is_wrong_comes_back_by_field(cast, dues, new, entry):
    answer = cast.api(cast.officer).post("/api/task-logs/", new | {"entry": entry("D1-1").pk}, format="json")
    assert answer.status_code == 400 and set(answer.json()["errors"]) == {"place", "photos"}
    assert cast.api(cast.officer).post("/api/task-logs/", new | {"grid": cast.other_grid.pk}, format="json").status_code == 404
    assert TaskLog.objects.count() == 0


def test_another_stations_captain_gets_nothing(cast, logged):
    row = logged()
    assert cast.api(cast.other_captain).post(f"/api/task-logs/{row.pk}/verify/").status_code == 404


def test_assigning(cast, catalogue, today):
    given = {"person": cast.deputy_captain.police_number, "starts": f"{today}", "order_number": "3号"}
    api, address = cast.api(cast.system_admin), f"/api/grids/{cast.grid.pk}/assign/"
    assert api.post(address, given, format="json").json()["lead"] == cast.deputy_captain.police_number
    assert api.post(address, given, format="json").status_code == 409
    assert cast.api(cast.officer).post(address, given, format="json").status_code == 403
    assert Assignment.objects.filter(grid=cast.grid, kind="lead").count() == 2
