"""The pages: what each shows and does, to whom, and with how many statements."""

import json
import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from grids.actions import log, verify
from grids.models import Assignment, Community, Grid, GridCommunity, Suspension, TaskDue, TaskLog, TaskLogPhoto
from grids.querysets import reaches
from grids.sets.dues import make, period_of
from grids.views.shapes import packed
from haidian_policing.files.models import StoredFile
from haidian_policing.lists.models import BulkRun
from haidian_policing.organisation.roles import ROLES

pytestmark = pytest.mark.django_db
LOG_LINE = re.compile(r'id="row-\d+"')


def more_grids(cast, numbers):
    """Grids beside the cast's, of its station, each with a community and a lead."""
    for number in numbers:
        grid = Grid.objects.create(
            code=f"X{number:03}",
            name=f"新增{number}网格",
            station=cast.station,
            squad=cast.squad,
            street=cast.street,
            starts=date(2026, 1, 1),
        )
        community = Community.objects.create(code=f"N{number:03}", name=f"新增{number}社区", street=cast.street, area_km2=1)
        GridCommunity.objects.create(grid=grid, community=community, starts=date(2026, 1, 1))
        Assignment.objects.create(grid=grid, person=cast.officer, kind="lead", starts=date(2026, 1, 1))


def statements(client, address, counter):
    client.get(address)
    with counter() as seen:
        assert client.get(address).status_code == 200
    return len(seen)


@pytest.fixture
def counter():
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    return lambda: CaptureQueriesContext(connection)


@pytest.mark.requirement("R62")
@pytest.mark.parametrize("address", ["/grids/", "/grids/map/", "/grids/workload/", "/grids/tasks/"])
def test_as_many_statements_for_twenty_grids_as_for_two(cast, dues, counter, address, today):
    client = cast.client(cast.officer)
    more_grids(cast, range(1))
    make([period_of("weekly", today)])
    few = statements(client, address, counter)
    more_grids(cast, range(1, 19))
    make([period_of("weekly", today)])
    assert statements(client, address, counter) == few


@pytest.mark.requirement("R62")
@pytest.mark.parametrize("address", ["/grids/logs/", "/grids/logs/verification/"])
def test_as_many_statements_for_twenty_logs_as_for_two(cast, dues, logged, counter, address):
    client = cast.client(cast.captain)
    for _ in range(2):
        logged()
    few = statements(client, address, counter)
    for _ in range(18):
        logged()
    assert statements(client, address, counter) == few


@pytest.mark.requirement("R15")
def test_list_and_map_hold_only_visible_grids(cast, catalogue):
    client = cast.client(cast.officer)
    for address in ("/grids/", "/grids/map/", "/grids/workload/"):
        body = client.get(address).content.decode()
        assert cast.grid.name in body and cast.other_grid.name not in body
    assert [grid[0] for grid in map_data(client, "/grids/map/")["grids"]] == [cast.grid.pk]


def map_data(client, address: str) -> dict:
    """What the map's page hands to its script."""
    return json.loads(re.search(r'id="district-data">(.*?)</script>', client.get(address).content.decode(), re.S).group(1))


def test_the_map_shows_the_layer_chosen_and_the_grid_linked_to(cast, catalogue):
    data = map_data(cast.client(cast.inspector), f"/grids/map/?by=population&grid={cast.other_grid.pk}")
    layers = {layer["code"]: layer for layer in data["layers"]}
    assert data["chosen"] == str(cast.other_grid.pk) and data["by"] == "population"
    assert set(layers["population"]["values"]) == {5000} and {"open", "overdue", "sites"} < set(layers)


def test_layers_of_higher_floors_need_their_own_right(cast, catalogue):
    layers = {layer["code"] for layer in map_data(cast.client(cast.system_admin), "/grids/map/")["layers"]}
    assert "index" in layers and "open" not in layers


def test_a_grid_without_lead_officer_is_told_by_its_layer(cast, catalogue):
    Assignment.objects.filter(grid=cast.other_grid, kind="lead").delete()
    data = map_data(cast.client(cast.inspector), "/grids/map/")
    missing = dict(
        zip((grid[0] for grid in data["grids"]), {layer["code"]: layer["values"] for layer in data["layers"]}["lead"], strict=True)
    )
    assert missing == {cast.grid.pk: 0, cast.other_grid.pk: 1}


def test_an_outline_is_packed_without_losing_a_metre():
    ring = [[116.29871, 39.95962], [116.29871, 39.95962], [116.3, 39.96], [116.29, 39.97]]
    (packed_ring,) = packed([ring])
    x, y, *steps = packed_ring
    assert (x, y) == (11629871, 3995962)
    assert steps == [129, 38, -1000, 1000]


@pytest.mark.parametrize("query, count", [("?lead=none", 1), ("?q=G1", 1), ("?q=nobody", 0), ("?station=999999", 0), ("", 2)])
def test_the_list_answers_its_filters(cast, catalogue, query, count):
    Assignment.objects.filter(grid=cast.other_grid, kind="lead").delete()
    body = cast.client(cast.inspector).get(f"/grids/{query}").content.decode()
    assert len(re.findall(r'<tr id="row-', body)) == count


def test_a_grids_page_tells_all_about_it(cast, dues, logged, today):
    logged()
    body = cast.client(cast.officer).get(f"/grids/{cast.grid.pk}/").content.decode()
    assert cast.officer.name in body and "居民入户走访" in body and "工作量逐项说明" in body
    assert cast.client(cast.officer).get(f"/grids/{cast.other_grid.pk}/").status_code == 404


def test_a_grids_map_shows_the_communities_around_it(cast):
    ring = [[[116.3, 39.9], [116.4, 39.9], [116.4, 40.0], [116.3, 39.9]]]
    own, beside, _apart = (
        Community.objects.create(code=f"M{name}", name=f"{name}社区", street=cast.street, area_km2=1, polygon=ring) for name in "内邻远"
    )
    own.neighbours.add(beside)
    GridCommunity.objects.create(grid=cast.grid, community=own, starts=date(2026, 1, 1))
    body = cast.client(cast.officer).get(f"/grids/{cast.grid.pk}/").content.decode()
    shapes = json.loads(re.search(r'id="here-data">(.*?)</script>', body, re.S)[1])["shapes"]
    assert [(shape["label"], shape.get("beside", False)) for shape in shapes] == [("邻", True), (cast.grid.name, False)]


def test_assigning_by_name_and_an_overlap_explained_at_the_form(cast, catalogue, today):
    client, address = cast.client(cast.system_admin), f"/grids/{cast.grid.pk}/assign/"
    assert cast.officer.name in client.get(address).content.decode()
    given = {"person": cast.deputy_captain.police_number, "kind": "lead", "starts": f"{today + timedelta(days=9)}", "order_number": "1号"}
    assert client.post(address, given).status_code == 302
    refused = client.post(address, given | {"person": cast.captain.police_number, "starts": f"{today}"})
    assert refused.status_code == 200 and cast.deputy_captain.name in refused.content.decode()
    assert client.post(address, given | {"person": cast.other_officer.police_number}).status_code == 200
    assert Assignment.objects.filter(grid=cast.grid, kind="lead").count() == 2


def test_my_tasks_and_one_tap(cast, dues, today):
    client = cast.client(cast.officer)
    body = client.get("/grids/tasks/").content.decode()
    action, token = re.search(r'action="(/grids/tasks/due/\d+/log/)".*?name="token" value="([^"]+)"', body, re.S).groups()
    for _ in range(2):
        assert client.post(action, {"token": token}).status_code == 302
    assert [row.count for row in TaskLog.objects.all()] == [1]
    assert cast.client(cast.other_officer).post(action, {"token": str(uuid4())}).status_code == 404


def test_the_form_asks_what_the_entry_asks(cast, dues, entry, today):
    client = cast.client(cast.officer)
    visit, check = (client.get(f"/grids/tasks/log/{entry(code).pk}/").content.decode() for code in ("A1-1", "D1-1"))
    assert 'name="photos"' not in visit and 'name="officer"' not in visit
    assert 'name="photos"' in check and 'name="place"' in check
    given = {"grid": cast.grid.pk, "done_on": f"{today}", "count": 2, "token": str(uuid4())}
    for _ in range(2):
        assert client.post(f"/grids/tasks/log/{entry('A1-1').pk}/", given).status_code == 302
    assert TaskLog.objects.get().count == 2
    missing = client.post(f"/grids/tasks/log/{entry('D1-1').pk}/", given | {"token": str(uuid4())})
    assert missing.status_code == 200 and "error-summary" in missing.content.decode()


def test_the_clerk_enters_for_an_officer(cast, dues, entry, today):
    given = {"grid": cast.grid.pk, "done_on": f"{today}", "count": 1, "token": str(uuid4()), "officer": cast.officer.name}
    assert cast.client(cast.clerk).post(f"/grids/tasks/log/{entry('A1-1').pk}/", given).status_code == 302
    row = TaskLog.objects.get()
    assert (row.officer, row.entered_by) == (cast.officer, cast.clerk)
    nobody = cast.client(cast.clerk).post(f"/grids/tasks/log/{entry('A1-1').pk}/", given | {"officer": "", "token": str(uuid4())})
    assert nobody.status_code == 200 and TaskLog.objects.count() == 1 and "数量（户）" in nobody.content.decode()


@pytest.mark.requirement("R18")
def test_fields_that_are_nobodys_are_never_stored(cast, dues, entry, today):
    given = {"grid": cast.grid.pk, "done_on": f"{today}", "count": 1, "state": "verified", "officer": cast.captain.police_number}
    cast.client(cast.officer).post(f"/grids/tasks/log/{entry('A1-1').pk}/", given)
    row = TaskLog.objects.get()
    assert (row.state, row.officer) == ("logged", cast.officer)


@pytest.mark.requirement("R41")
def test_the_captain_judges_many_and_reads_who_was_refused_and_why(cast, dues, logged):
    mine, theirs, done = logged(cast.captain), logged(), logged()
    verify(TaskLog.objects.filter(pk=done.pk), actor=cast.standing(cast.captain), at=timezone.now())
    client = cast.client(cast.captain)
    queue = client.get("/grids/logs/verification/").content.decode()
    assert len(LOG_LINE.findall(queue)) == 1
    answer = client.post("/lists/verification/act/", {"verb": "verify", "pk": [mine.pk, theirs.pk, done.pk]}, follow=True)
    body = answer.content.decode()
    assert answer.status_code == 200 and "本人的工作记录由他人核验或退回" in body
    assert (BulkRun.objects.get().moved, sum(row["count"] for row in BulkRun.objects.get().refused.values())) == (1, 2)
    assert set(TaskLog.objects.filter(state="verified")) == {theirs, done}


def test_a_return_in_bulk_needs_its_reason_and_takes_all_that_match(cast, dues, logged):
    logged(), logged()
    client = cast.client(cast.captain)
    client.post("/lists/verification/act/", {"verb": "return", "all": "1", "matching": "2", "note": " "})
    assert not TaskLog.objects.filter(state="returned").exists()
    client.post("/lists/verification/act/", {"verb": "return", "all": "1", "matching": "2", "note": "请补充"})
    assert TaskLog.objects.filter(state="returned").count() == 2
    assert client.post("/lists/verification/act/", {"verb": "nonsense", "all": "1"}).status_code == 404


def test_a_logs_page_offers_the_steps_and_corrects(cast, dues, logged):
    row = logged()
    officer, captain = cast.client(cast.officer), cast.client(cast.captain)
    assert "withdraw" in officer.get(f"/grids/logs/{row.pk}/").content.decode()
    empty = captain.post(f"/grids/logs/{row.pk}/return/", {"seen": "logged", "note": " "})
    assert empty.status_code == 200 and 'id="return_note_error"' in empty.content.decode()
    captain.post(f"/grids/logs/{row.pk}/return/", {"seen": "logged", "note": "数量不符"})
    assert all("数量不符" in officer.get(path).content.decode() for path in (f"/grids/logs/{row.pk}/", "/grids/tasks/"))
    given = {"version": 1, "done_on": f"{row.done_on}", "count": 7, "note": ""}
    assert officer.post(f"/grids/logs/{row.pk}/correct/", given).status_code == 302
    assert officer.post(f"/grids/logs/{row.pk}/correct/", given | {"count": 0}).status_code == 200
    row.refresh_from_db()
    assert (row.state, row.count) == ("logged", 7)
    captain.post(f"/grids/logs/{row.pk}/verify/", {"seen": "returned"})
    row.refresh_from_db()
    assert row.state == "logged"


@pytest.mark.requirement("R25")
def test_a_photo_is_for_those_who_see_its_log(cast, dues, logged):
    stored = StoredFile(name="门.jpg", content_type="image/jpeg", size=3, sha256="0" * 64, uploaded_at=timezone.now())
    stored.file.save("photo", ContentFile(b"jpg"), save=True)
    photo = TaskLogPhoto.objects.create(log=logged(), file=stored)
    assert cast.client(cast.captain).get(f"/grids/logs/photos/{photo.pk}/").status_code == 200
    assert cast.client(cast.other_captain).get(f"/grids/logs/photos/{photo.pk}/").status_code == 404


def test_the_task_list_shows_all_entries_and_that_nobody_approved_them(cast, catalogue):
    body = cast.client(cast.officer).get("/grids/catalogue/").content.decode()
    assert "6 类 18 项 73 条" in body and "系统默认" in body
    assert cast.client(cast.bureau_leader).get("/grids/catalogue/").content.decode().count('id="approve"') == 1


def test_an_order_suspends(cast, dues, entry, today):
    given = {
        "entries": [entry("A1-1").pk], "stations": [cast.station.pk], "starts": f"{today}", "ends": f"{today + timedelta(days=3)}",
        "order_number": "海公〔2026〕9号", "reason": "重大活动",
    }  # fmt: skip
    client = cast.client(cast.bureau_leader)
    assert client.post("/grids/suspensions/new/", given).status_code == 302 and Suspension.objects.count() == 1
    assert Suspension.objects.get().ends == today + timedelta(days=4)
    page = client.get("/grids/suspensions/").content.decode()
    assert "海公〔2026〕9号" in page and str(cast.station) in page and f"{today + timedelta(days=3)}" in page
    assert client.post("/grids/suspensions/new/", given | {"ends": f"{today - timedelta(days=1)}"}).status_code == 200


@pytest.mark.parametrize("role", ["officer", "aide", "captain", "clerk", "chief", "liaison", "inspector", "system_admin", "bureau_leader"])
def test_home_opens_with_and_without_work(cast, dues, logged, role):
    assert cast.client(getattr(cast, role)).get("/").status_code == 200
    logged()
    assert cast.client(getattr(cast, role)).get("/").status_code == 200


@pytest.mark.requirement("R15")
def test_what_is_said_of_a_grid_at_hand_is_what_is_said_of_its_rows(cast, dues):
    people = [*(getattr(cast, role) for role in ROLES), cast.other_officer, cast.other_captain, cast.other_liaison]
    found = set()
    for viewer in map(cast.standing, people):
        for grid in (cast.grid, cast.other_grid):
            for capability in ("task.view", "task.log"):
                seen = TaskDue.objects.reachable_by(viewer, capability).filter(grid=grid).exists()
                assert reaches(viewer, capability, grid) == seen, (viewer, grid, capability)
                found.add(seen)
            assert reaches(viewer, "grid.assign", grid) == Grid.objects.filter(pk=grid.pk).reachable_by(viewer, "grid.assign").exists()
    assert found == {True, False}


def test_of_a_grid_that_he_no_longer_holds_an_officer_sees_his_own_logs(cast, dues):
    given = {"entry": TaskDue.objects.exclude(entry__evidence="photo").first().entry, "done_on": timezone.localdate(), "count": 1}
    for officer in (cast.standing(cast.officer), cast.standing(cast.captain)):
        log(Grid.objects.filter(pk=cast.grid.pk), actor=officer, officer=officer, at=timezone.now(), note="走访", place="1号楼", **given)
    own, foreign = (TaskLog.objects.get(officer=officer) for officer in (cast.officer, cast.captain))
    Assignment.objects.filter(person=cast.officer).delete()
    for person, seen in ((cast.officer, (True, False)), (cast.captain, (True, True))):
        body = cast.client(person).get(f"/grids/{cast.grid.pk}/").content.decode()
        assert (f"/grids/logs/{own.pk}/" in body, f"/grids/logs/{foreign.pk}/" in body) == seen
