"""What every resource of the API has: keys, versions, pages by key, one shape of errors."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone
from rest_framework.test import APIClient

from haidian_policing.access import tokens
from haidian_policing.access.models import ApiToken
from haidian_policing.audit.models import AuditEvent
from haidian_policing.organisation.models import Person, Post
from haidian_policing.pages import sets
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.models import Ticket
from whistle_reporting.seeds import seed

pytestmark = pytest.mark.django_db


def key_of(person, *, scope: str = "read", by=None) -> APIClient:
    """A program that holds a key of the person."""
    _token, secret = tokens.issue(person, name="试验", scope=scope, days=30, actor=by or person, at=timezone.now())
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Bearer {secret}")
    return client


@pytest.fixture
def ticket(cast):
    seed(NOON)
    return Desk(cast).blown()


def test_a_key_reads_with_the_posts_of_its_person(cast, ticket):
    assert key_of(cast.chief).get(f"/api/tickets/{ticket.pk}/").json()["number"] == ticket.number
    assert key_of(cast.other_chief).get(f"/api/tickets/{ticket.pk}/").status_code == 404
    Post.objects.filter(person=cast.chief).update(ends=timezone.localdate())
    assert key_of(cast.chief).get(f"/api/tickets/{ticket.pk}/").status_code == 403
    assert ApiToken.objects.exclude(last_used_at=None).count() == 3


def test_a_key_that_reads_changes_nothing(cast, ticket):
    part = ticket.parts.get()
    refused = key_of(cast.duty_officer).post(f"/api/parts/{part.pk}/sign_for/")
    assert refused.status_code == 403
    assert key_of(cast.duty_officer, scope="write").post(f"/api/parts/{part.pk}/sign_for/").status_code == 200


@pytest.mark.parametrize("change", ["revoked", "run out", "disabled", "unknown", "garbage"])
def test_a_dead_key_opens_nothing(cast, ticket, change):
    client, at = key_of(cast.chief), timezone.now()
    if change == "revoked":
        tokens.revoke(ApiToken.objects.all(), actor=cast.chief, at=at)
    elif change == "run out":
        ApiToken.objects.update(created_at=at - timedelta(days=2), expires_at=at - timedelta(days=1))
    elif change == "disabled":
        Person.objects.filter(pk=cast.chief.pk).update(is_active=False)
    else:
        client.credentials(HTTP_AUTHORIZATION={"unknown": "Bearer hdp_x", "garbage": "Bearer \x00²"}[change])
    answer = client.get("/api/tickets/")
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert answer.json()["title"] == "Not signed in"


def test_the_words_of_a_key_are_kept_nowhere(cast):
    token, secret = tokens.issue(cast.chief, name="试验", scope="read", days=9999, actor=cast.chief, at=timezone.now())
    token.refresh_from_db()
    assert secret not in str(vars(token))
    assert token.expires_at <= timezone.now() + tokens.LONGEST_LIFE


@override_settings(SECOND_FACTOR=True)
def test_a_strict_post_needs_a_key_that_a_second_person_approved(cast):
    client = key_of(cast.performance)
    assert client.get("/api/rankings/").status_code == 403
    assert not tokens.approve(ApiToken.objects.all(), actor=cast.performance, at=timezone.now())
    assert tokens.approve(ApiToken.objects.all(), actor=cast.security_admin, at=timezone.now()) == 1
    assert client.get("/api/rankings/").status_code == 200


def test_a_key_asks_so_often_a_minute_and_no_more(cast):
    with override_settings(API_PER_MINUTE=2):
        client = key_of(cast.chief)
        codes = [client.get("/api/grids/").status_code for _ in range(3)]
        assert codes == [200, 200, 429]
        assert cast.api(cast.chief).get("/api/grids/").status_code == 200


@override_settings(REDIS_URL="redis://127.0.0.1:1/0", API_PER_MINUTE=1)
def test_without_redis_nobody_is_refused(cast):
    client = key_of(cast.chief)
    assert [client.get("/api/grids/").status_code for _ in range(2)] == [200, 200]


def test_a_key_is_issued_shown_once_and_revoked_on_ones_own_page(cast):
    client = cast.client(cast.chief)
    page = client.post("/access/keys/issue/", {"name": "报表", "scope": "write", "days": "30", "person": cast.clerk.police_number})
    secret = next(word for word in page.content.decode().replace("<", " ").replace(">", " ").split() if word.startswith("hdp_"))
    token = ApiToken.objects.get()
    assert (token.person, token.scope) == (cast.chief, "write")
    assert secret not in client.get("/access/keys/").content.decode()
    assert AuditEvent.objects.get(detail__what="issue_key").object_key == str(cast.chief.pk)
    assert cast.client(cast.clerk).post(f"/access/keys/{token.pk}/revoke/").status_code == 404
    assert client.post(f"/access/keys/{token.pk}/approve/").status_code == 404
    client.post(f"/access/keys/{token.pk}/revoke/")
    assert tokens.found(secret, timezone.now()) is None


def test_the_security_administrator_issues_for_systems_only(cast):
    client, system = cast.client(cast.security_admin), Person(police_number="900800", name="对接系统")
    system.set_unusable_password()
    Person.objects.bulk_create([system])
    for number, holder in ((cast.clerk.police_number, None), (system.police_number, system)):
        client.post("/access/keys/issue/", {"name": "对接", "scope": "read", "days": "30", "person-text": number})
        assert getattr(ApiToken.objects.first(), "person", None) == holder
    offered = client.get("/search/pick/system_account/").content.decode()
    assert "对接系统" in offered and cast.clerk.name not in offered


@pytest.mark.requirement("R36")
def test_a_change_over_a_newer_version_is_refused_with_the_present_one(cast, ticket):
    part, client = ticket.parts.get(), cast.api(cast.duty_officer)
    address = f"/api/parts/{part.pk}/"
    tag = client.get(address).headers["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304
    signed = client.post(f"{address}sign_for/", HTTP_IF_MATCH=tag)
    assert signed.status_code == 200
    assert signed.headers["ETag"] == client.get(address).headers["ETag"] != tag
    stale = client.post(f"{address}dispatch/", {"handler": cast.officer.pk}, format="json", HTTP_IF_MATCH=tag)
    assert stale.status_code == 412
    assert stale.json()["present"]["state"] == "signed"
    part.refresh_from_db()
    assert part.state == "signed"
    fresh = client.post(f"{address}dispatch/", {"handler": cast.officer.pk}, format="json", HTTP_IF_MATCH=signed.headers["ETag"])
    assert fresh.json()["state"] == "assigned"


def test_pages_by_key_give_every_row_once(cast, ticket):
    desk = Desk(cast)
    for _ in range(24):
        desk.blown()
    client, seen, address = cast.api(cast.chief), [], "/api/tickets/?cursor=&size=10"
    while address:
        page = client.get(address).json()
        assert "count" not in page
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert seen == sorted(Ticket.objects.values_list("pk", flat=True), reverse=True)
    assert client.get("/api/tickets/?cursor=zzz").status_code == 404
    assert client.get("/api/tickets/?size=10").json()["count"] == 25


def test_numbered_pages_lead_to_the_last_row_beyond_what_is_counted(cast, ticket, monkeypatch):
    desk = Desk(cast)
    for _ in range(6):
        desk.blown()
    monkeypatch.setattr(sets, "COUNTED", 3)
    client, seen, address = cast.api(cast.chief), [], "/api/tickets/?size=2"
    while address:
        page = client.get(address).json()
        assert page["count"] == 4
        seen += [row["id"] for row in page["results"]]
        address = page["next"]
    assert seen == sorted(Ticket.objects.values_list("pk", flat=True), reverse=True)
    assert [row["id"] for row in client.get("/api/tickets/?size=2&page=last").json()["results"]] == seen[-1:]
    assert {client.get(f"/api/tickets/?page={number}").status_code for number in ("99", "0", "-1", "zz", "9" * 20)} == {404}


def test_every_error_has_the_one_shape(cast, ticket):
    client, part = cast.api(cast.duty_officer), ticket.parts.get()
    answers = {
        400: client.post("/api/tickets/", {}, format="json") if False else cast.api(cast.liaison).post("/api/tickets/", {}, format="json"),
        401: APIClient().get("/api/tickets/"),
        403: client.post("/api/tickets/", {}, format="json"),
        404: client.get("/api/tickets/999999/"),
        405: client.delete(f"/api/tickets/{ticket.pk}/"),
        409: client.post(f"/api/parts/{part.pk}/sign_for/", {"seen": "done"}, format="json"),
    }
    answers |= {4040: client.get("/api/nothing/")}
    for code, answer in answers.items():
        assert answer.status_code == (404 if code == 4040 else code)
        assert answer.headers["Content-Type"].startswith("application/problem+json"), code
        assert set(answer.json()) == {"type", "title", "status", "detail", "errors", "request"}, code


def test_the_description_is_drawn_from_our_own_host(cast):
    page = cast.client(cast.chief).get("/api-description/").content.decode()
    assert "swagger-ui-bundle.js" in page
    assert "http" not in page.replace("http://www.w3.org", "").split("<main")[1].split("</main")[0]
