"""Saved views in every list of the API, and requests that are sent again under a key."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from urllib.parse import quote

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.utils import timezone
from drf_spectacular.generators import SchemaGenerator

from grids import seeds
from grids.models import Suspension, TaskEntry
from haidian_policing.lists.models import SavedView
from haidian_policing.lists.registry import LISTS
from haidian_policing.pages.models import ReceivedRequest
from haidian_policing.pages.tasks import forget_forms
from haidian_policing.roof.declarations import resources
from tests.examples import EXAMPLES
from tests.lists.test_every_list import reader_of

NO_LIST = {
    "calendar-years": "a dozen rows on one page beside hours and versions",
    "task-dues": "what is due is a day's page of one's own grids",
    "assignments": "shown on the page of their grid",
    "catalogue-versions": "a handful, each on its own page",
    "parts": "shown in their tickets; the list of tickets has the views",
    "notes": "shown on the page of what they are about",
    "shifts": "a roster by weeks",
    "scores": "the ranking page of an edition",
    "rule-sets": "a handful on one page",
}
RESOURCES = dict(resources())


def saved(person, code: str, query: str) -> str:
    SavedView.objects.filter(owner=person).delete()
    return SavedView.objects.create(owner=person, listed=code, name="我的", share="mine", query=query, saved_at=timezone.now()).name


def keys(client, prefix: str, view: str, more: str = "") -> list[int]:
    answer = client.get(f"/api/{prefix}/?size=200&view={quote(view)}{more}")
    assert answer.status_code == 200, answer.content
    return [row["id"] for row in answer.json()["results"]]


def shown(person, code: str, query: str) -> list[int]:
    """The rows of the page, in its order."""
    request, data = RequestFactory().get("/"), QueryDict(query)
    request.user = person
    return list(LISTS[code].found(request, data).order_by(*LISTS[code].order_of(data.get("sort", "")).whole).values_list("pk", flat=True))


def test_every_resource_has_the_views_of_its_list_or_a_reason():
    assert set(RESOURCES) == {prefix for prefix, viewset in RESOURCES.items() if viewset.listed} | set(NO_LIST)
    assert not [prefix for prefix in NO_LIST if RESOURCES[prefix].listed]
    for prefix, viewset in RESOURCES.items():
        if viewset.listed:
            listed = LISTS[viewset.listed]
            assert listed.model is viewset.queryset.model and issubclass(viewset.filterset_class, listed.filterset), prefix


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", sorted(prefix for prefix, viewset in RESOURCES.items() if viewset.listed))
def test_a_saved_view_gives_the_rows_of_its_page_in_their_order(cast, prefix):
    viewset = RESOURCES[prefix]
    code, listed, _made = viewset.listed, LISTS[viewset.listed], EXAMPLES[viewset.takes](cast)
    person = next(person for person in (reader_of(cast, code), cast.standing(cast.officer)) if listed.queryset(person).exists())
    client, seen = cast.api(person), 0
    tabs = [tab.code for tab in listed.tabs(person)] or [""]
    sorts = [f"{sign}{column.code}" for column in listed.columns if column.sort for sign in ("", "-")]
    for query in (*(f"tab={tab}" for tab in tabs), *(f"tab={tabs[-1]}&sort={sort}" for sort in sorts)):
        told = list if "sort" in query else sorted  # without a sort the API has an order of its own
        rows = shown(person, code, query)
        assert told(keys(client, prefix, saved(person, code, query))) == told(rows), query
        seen += len(rows)
    assert seen, "nothing was compared"
    nothing = saved(person, code, "q=没有这样的")
    assert keys(client, prefix, nothing) == []
    assert set(keys(client, prefix, nothing, "&q=")) == set(shown(person, code, "")), "what stands beside the view wins"


@pytest.mark.django_db
@pytest.mark.parametrize("prefix", sorted(RESOURCES))
def test_a_view_that_is_not_there_is_said(cast, prefix):
    roles = ("system_admin", "performance", "bureau_leader", "security_admin")
    answers = [cast.api(getattr(cast, role)).get(f"/api/{prefix}/?view=没有") for role in roles]
    answer = next(answer for answer in answers if answer.status_code != 403)
    assert answer.status_code == 400 and "view" in answer.json()["errors"]


KINDS = ("holiday", "makeup")
ORDER = {"starts": "2027-05-01", "ends": "2027-05-04", "order_number": "海公〔2027〕1号", "reason": "重大活动"}


@pytest.fixture
def order(cast) -> dict:
    seeds.seed(timezone.now())
    return ORDER | {"stations": [cast.station.pk], "entries": [TaskEntry.objects.get(code="A1-1").pk]}


def send(client, body: dict, key: str = "k-1"):
    return client.post("/api/suspensions/", body, format="json", HTTP_IDEMPOTENCY_KEY=key)


@pytest.mark.django_db
def test_the_same_key_and_body_have_one_effect_and_one_answer(cast, order):
    client = cast.api(cast.bureau_leader)
    first, second = send(client, order), send(client, dict(reversed(order.items())))
    assert (first.status_code, second.status_code, Suspension.objects.count()) == (201, 201, 1)
    assert first.json() == second.json() and second.headers["Idempotency-Replayed"] == "true"
    other = send(client, order | {"reason": "另一事由"})
    assert other.status_code == 422 and other.json()["status"] == 422 and other.headers["Content-Type"] == "application/problem+json"
    assert send(client, order, "k-2").status_code == 201 and Suspension.objects.count() == 2


@pytest.mark.django_db
def test_a_refused_request_may_be_mended_under_its_key(cast, order):
    client = cast.api(cast.bureau_leader)
    assert send(client, order | {"ends": "2027-04-01"}).status_code == 400
    assert send(client, order).status_code == 201
    assert [send(client, order, key).status_code for key in ("", "长" * 81)] == [400, 400]


@pytest.mark.django_db
def test_a_key_is_its_persons_own_and_forgotten_after_a_day(cast, order):
    send(cast.api(cast.bureau_leader), order)
    assert send(cast.api(cast.chief), order).status_code == 403
    ReceivedRequest.objects.update(at=timezone.now() - timedelta(days=2))
    assert forget_forms() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("R44")
def test_two_at_the_same_moment_have_one_effect(cast, order):
    def sent(_number: int) -> int:
        try:
            return send(cast.api(cast.bureau_leader), order).json()["id"]
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(sent, range(4)))) == 1 == Suspension.objects.count()


@pytest.mark.django_db
def test_a_year_is_confirmed_after_its_difference_was_read(cast):
    client = cast.api(cast.system_admin)
    year = client.get("/api/calendar-years/2027/").json()
    body: dict = {"seen": year["version"], "source": "国办发明电〔2026〕9号"}
    for code in {row["holiday"] for row in year["special"]}:
        off, worked = ([row["date"] for row in year["special"] if (row["holiday"], row["kind"]) == (code, kind)] for kind in KINDS)
        body |= {f"{code}_first": off[0], f"{code}_last": off[-1], f"{code}_makeup": "、".join(worked)}
    address = "/api/calendar-years/2027/confirm/"
    looked = client.post(address, body | {"spring_makeup": "2027-02-20"}, format="json").json()
    assert looked["confirmed"] is False and {row["after"]["date"] for row in looked["changes"]} >= {"2027-02-20"}
    assert client.get("/api/calendar-years/2027/").json()["state"] == "provisional"
    assert client.post(address, body | {"confirm": True}, format="json").json()["confirmed"] is True
    assert client.get("/api/calendar-years/2027/").json()["state"] == "confirmed"
    assert client.post(address, body | {"confirm": True}, format="json").status_code == 409, "the version that was read is gone"
    assert cast.api(cast.officer).post(address, body, format="json").status_code == 403


def test_the_description_tells_of_views_and_keys():
    paths = SchemaGenerator().get_schema(public=True)["paths"]
    names = lambda path, method: {row["name"] for row in paths[path][method].get("parameters", ())}  # noqa: E731
    assert "Idempotency-Key" in names("/api/suspensions/", "post") and "view" in names("/api/suspensions/", "get")
    assert {"Idempotency-Key", "If-Match"} <= names("/api/task-logs/{id}/correct/", "post")
    assert "view" not in names("/api/scores/", "get")
