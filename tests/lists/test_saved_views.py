"""Saved views: for oneself, for one's unit, for everybody; by short name in the address and in the API; columns kept per person."""

import pytest

from haidian_policing.lists.models import SavedView
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.seeds import seed

pytestmark = pytest.mark.django_db
LIST = "/tickets/"


@pytest.fixture
def parts(cast):
    seed(NOON)
    desk = Desk(cast)
    return [desk.part("Z01"), desk.brought_to("signed", "P05")]


def save(cast, role: str, name: str, share: str = "mine", query: str = "tab=all&state=signed", columns=()):
    given = {"name": name, "share": share, "query": query, "back": LIST, "column": columns}
    return cast.client(getattr(cast, role)).post("/lists/tickets/views/", given)


def shown(cast, role: str, query: str) -> str:
    return cast.client(getattr(cast, role)).get(f"{LIST}?{query}").content.decode()


def numbers(body: str) -> int:
    return body.count('<tr id="row-')


def test_a_view_brings_its_conditions_and_what_stands_beside_it_wins(cast, parts):
    assert save(cast, "captain", "待派").headers["Location"] == "/tickets/?view=%E5%BE%85%E6%B4%BE"
    assert numbers(shown(cast, "captain", "tab=all")) == 2
    assert numbers(shown(cast, "captain", "view=待派")) == 1
    assert parts[0].ticket.number in shown(cast, "captain", "view=待派&state=dispatched")
    assert numbers(shown(cast, "captain", "view=没有&tab=all")) == 2


def test_the_api_takes_the_same_view(cast, parts):
    save(cast, "captain", "待派", query="state=signed")
    found = cast.api(cast.captain).get("/api/tickets/?view=待派").json()["results"]
    assert [row["number"] for row in found] == [parts[1].ticket.number]


@pytest.mark.requirement("R14")
def test_who_sees_which_view(cast, parts):
    save(cast, "captain", "队里", "unit")
    save(cast, "performance", "全局", "all")
    save(cast, "captain", "自己")
    for role, seen in (
        ("captain", {"队里", "全局", "自己"}),
        ("officer", {"队里", "全局"}),
        ("other_captain", {"全局"}),
        ("liaison", {"全局"}),
    ):
        body = shown(cast, role, "tab=all")
        assert {name for name in ("队里", "全局", "自己") if f">{name}<" in body} == seen, role


def test_who_may_share_with_whom(cast, parts):
    for role, share in (("officer", "unit"), ("officer", "all"), ("captain", "all"), ("chief", "all")):
        save(cast, role, "试试", share)
    assert not SavedView.objects.exists()


def test_a_name_that_another_has_for_everybody_is_refused(cast, parts):
    save(cast, "performance", "全局", "all", "state=signed")
    save(cast, "system_admin", "全局", "all", "state=closed")  # may not even open the list
    other = cast.performance_head
    other.posts.create(unit=cast.bureau, role="performance", starts="2026-01-01")
    answer = cast.client(other).post(
        "/lists/tickets/views/", {"name": "全局", "share": "all", "query": "state=closed", "back": LIST}, follow=True
    )
    assert "已有别人用这个名称的视图" in answer.content.decode()
    assert SavedView.objects.get().query == "state=signed"


def test_only_ones_own_view_is_deleted(cast, parts):
    save(cast, "captain", "队里", "unit")
    view = SavedView.objects.get()
    assert cast.client(cast.officer).post(f"/lists/views/{view.pk}/drop/").status_code == 404
    assert (
        cast.client(cast.captain).post(f"/lists/views/{view.pk}/drop/", {"back": "https://elsewhere.example/"}).headers["Location"] == "/"
    )
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", "a b", "a/b", "<b>", "长" * 31])
def test_a_short_name_fits_into_an_address(cast, parts, name):
    save(cast, "captain", name)
    assert not SavedView.objects.exists()


def test_columns_are_kept_for_the_person_and_put_back(cast, parts):
    client = cast.client(cast.captain)
    client.post("/lists/tickets/columns/", {"column": ["street", "grid", "nonsense"], "back": LIST})
    heads = shown(cast, "captain", "tab=all").split("<thead>")[1].split("</thead>")[0]
    assert heads.index("编号") < heads.index("街镇") < heads.index("网格") and "承办人" not in heads
    assert "承办人" in shown(cast, "chief", "tab=all").split("<thead>")[1].split("</thead>")[0]
    client.post("/lists/tickets/columns/", {"reset": "1"})
    assert not SavedView.objects.exists()
