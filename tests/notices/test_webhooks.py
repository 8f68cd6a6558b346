"""Webhooks against a real server of this machine: what is sent, signed and tried again; what is never spoken to."""

import hmac
import json
import threading
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from haidian_policing.jobs.models import OutboxMessage
from haidian_policing.jobs.tasks import drain
from haidian_policing.notices import sending
from haidian_policing.notices.actions import webhooks
from haidian_policing.notices.models import Delivery, Webhook
from haidian_policing.notices.tasks import send_webhooks
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.seeds import seed


class Server(ThreadingHTTPServer):
    """Keeps what it was sent; answers with the statuses given, then 204."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.got, self.answers = [], []
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.got.append((self.headers, self.rfile.read(int(self.headers["Content-Length"]))))
        status = self.server.answers.pop(0) if self.server.answers else 204
        self.send_response(status)
        if status in (301, 302, 307):
            self.send_header("Location", f"{self.server.origin}/elsewhere")
        self.end_headers()

    def log_message(self, *args):
        pass


@pytest.fixture
def server(settings):
    running = Server()
    settings.WEBHOOK_TARGETS, settings.WEBHOOK_NETWORKS = [running.origin], ["127.0.0.0/8"]
    yield running
    running.shutdown()
    running.server_close()


@pytest.fixture
def hook(cast, server) -> Webhook:
    made = webhooks.propose(actor=cast.system_admin, at=timezone.now(), name="市平台", url=f"{server.origin}/in", kinds=["ticket"])
    assert webhooks.approve(Webhook.objects.all(), actor=cast.security_admin, at=timezone.now()) == 1
    return made


@pytest.fixture
def desk(cast):
    seed(NOON)
    return Desk(cast)


def queued(hook, key="k") -> Delivery:
    at = timezone.now()
    return Delivery.objects.create(webhook=hook, key=key, body={"type": "ticket.urge", "objects": []}, created_at=at, next_at=at)


def test_a_step_is_told_signed_and_without_a_word_about_people(cast, hook, desk, server):
    ticket = desk.blown()
    drain()
    assert send_webhooks() == Delivery.objects.count() >= 2
    headers, body = next((h, b) for h, b in server.got if b"ticket.blow" in b)
    told = json.loads(body)
    assert told["objects"] == [
        {"kind": "ticket", "id": ticket.pk, "path": f"/tickets/{ticket.pk}/", "units": ["S1", "J1"], "state": "blown"}
    ]
    moment, digest = (part.partition("=")[2] for part in headers["X-Portal-Signature"].split(","))
    assert abs(int(moment) - timezone.now().timestamp()) < 60
    assert digest == hmac.new(hook.secret.encode(), f"{moment}.".encode() + body, "sha256").hexdigest()
    everything = b"".join(body for _headers, body in server.got).decode()
    assert not any(word in everything for word in ("王主任", "13800001234", "北门外", cast.officer.name, cast.liaison.police_number))


@pytest.mark.requirement("R45")
def test_nothing_is_told_of_a_rolled_back_step_and_nothing_twice(hook, desk, server):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        desk.blown()
        _ = 1 / 0
    drain()
    assert send_webhooks() == 0 and server.got == []
    desk.blown()
    drain()
    OutboxMessage.objects.update(delivered_at=None)
    drain()
    send_webhooks()
    send_webhooks()
    assert len(server.got) == Delivery.objects.count() == len({h["X-Portal-Delivery"] for h, _body in server.got})


def test_a_failure_is_tried_again_later_and_later_and_given_up(hook, server):
    server.answers = [500] * 6
    row, pauses = queued(hook), []
    for _attempt in range(6):
        before = timezone.now()
        assert send_webhooks() == 0
        row.refresh_from_db()
        pauses.append(round((row.next_at - before).total_seconds() / 60))
        Delivery.objects.update(next_at=timezone.now())
    assert pauses[:5] == [1, 5, 30, 120, 360]
    assert (row.state, row.attempts, row.error) == ("failed", 6, "answered 500")
    assert send_webhooks() == 0 and len(server.got) == 6


def test_after_ten_failures_in_a_row_it_pauses_and_the_administrator_resumes(cast, hook, server):
    server.answers = [503] * 10
    for number in range(11):
        queued(hook, str(number))
    send_webhooks()
    hook.refresh_from_db()
    assert (hook.state, hook.failures, len(server.got)) == ("paused", 10, 10)
    Delivery.objects.update(next_at=timezone.now())
    assert send_webhooks() == 0
    cast.client(cast.system_admin).post(f"/notices/webhooks/{hook.pk}/resume/")
    assert send_webhooks() == 11


def test_a_delivery_is_sent_again_under_its_number(cast, hook, server):
    row = queued(hook)
    send_webhooks()
    client = cast.client(cast.system_admin)
    assert "已送达" in client.get(f"/notices/webhooks/{hook.pk}/").content.decode()
    client.post(f"/notices/deliveries/{row.pk}/")
    send_webhooks()
    assert [headers["X-Portal-Delivery"] for headers, _body in server.got] == [str(row.pk)] * 2


def test_a_worker_killed_between_claim_and_answer_leaves_it_due_again(hook, server, monkeypatch):
    row = queued(hook)
    with monkeypatch.context() as patched:
        patched.setattr(webhooks, "send", lambda *args, **options: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            send_webhooks()
    assert send_webhooks() == 0
    Delivery.objects.update(next_at=timezone.now() - timedelta(seconds=1))
    assert send_webhooks() == 1
    row.refresh_from_db()
    assert (row.state, row.attempts) == ("done", 2)


def test_whoever_proposes_does_not_approve(cast, server):
    webhooks.propose(actor=cast.system_admin, at=timezone.now(), name="a", url=server.origin, kinds=["ticket"])
    assert webhooks.approve(Webhook.objects.all(), actor=cast.system_admin, at=timezone.now()) == 0
    with pytest.raises(IntegrityError), transaction.atomic():
        Webhook.objects.update(approved_by=cast.system_admin)
    with pytest.raises(IntegrityError), transaction.atomic():
        Webhook.objects.update(state="active")
    queued(Webhook.objects.get())
    assert send_webhooks() == 0


def test_the_page_proposes_listed_addresses_and_shows_the_secret_once(cast, server):
    client = cast.client(cast.system_admin)
    form = {"name": "市平台", "kinds": ["ticket"], "url": "https://elsewhere.example/"}
    assert client.post("/notices/webhooks/new/", form).status_code == 400
    shown = client.post("/notices/webhooks/new/", form | {"url": f"{server.origin}/x"}).content.decode()
    hook = Webhook.objects.get()
    assert hook.secret in shown and hook.secret not in client.get(f"/notices/webhooks/{hook.pk}/").content.decode()
    assert hook.secret.encode() not in bytes(hook.secret_sealed)
    assert cast.client(cast.security_admin).post("/notices/webhooks/new/", form).status_code == 404
    assert client.post(f"/notices/webhooks/{hook.pk}/approve/").status_code == 404
    cast.client(cast.security_admin).post(f"/notices/webhooks/{hook.pk}/approve/")
    assert Webhook.objects.get().state == "active"


@pytest.mark.requirement("R33")
def test_redirects_are_not_followed(hook, server):
    server.answers = [302]
    queued(hook)
    send_webhooks()
    assert len(server.got) == 1
    assert "redirects are not followed" in Delivery.objects.get().error


def answers(*addresses):
    return lambda host, port, **options: [(2, 1, 6, "", (address, port)) for address in addresses]


@pytest.mark.requirement("R33")
@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "::1",
        "169.254.169.254",
        "fe80::1%eth0",
        "10.0.0.5",
        "192.168.1.1",
        "0.0.0.0",
        "::ffff:127.0.0.1",
        "224.0.0.1",
        "100.64.0.1",
    ],
)
def test_no_private_address_is_spoken_to_whatever_its_name(settings, monkeypatch, address):
    settings.WEBHOOK_TARGETS = ["https://city.example"]
    monkeypatch.setattr(sending.socket, "getaddrinfo", answers("93.184.216.34", address))
    with pytest.raises(sending.Refused, match="not public"):
        sending.send("https://city.example/in", "s", {}, delivery="1", moment=1)


@pytest.mark.requirement("R33")
@pytest.mark.parametrize(
    "url",
    [
        "",
        *["https://other.example/", "https://city.example.evil.example/", "http://city.example/", "https://city.example:8443/"],
        *["ftp://city.example/", "https://u:p@city.example/", "https://city.example@evil.example/", "file:///etc/passwd", "//city.example"],
        "https://[::1",
    ],
)
def test_only_listed_origins_are_spoken_to(settings, url):
    settings.WEBHOOK_TARGETS = ["https://city.example"]
    with pytest.raises(sending.Refused):
        sending.check_listed(url)
    assert sending.check_listed("HTTPS://City.Example:443/x").hostname == "city.example"


@pytest.mark.requirement("R33")
def test_a_name_is_resolved_once_and_that_address_is_connected_to(settings, monkeypatch, server):
    """DNS rebinding: the second answer would be another machine's."""
    asked = []
    genuine = sending.socket.getaddrinfo

    def rebinding(host, port, *args, **options):
        if host != "city.example":
            return genuine(host, port, *args, **options)
        asked.append(host)
        return answers("127.0.0.1" if len(asked) == 1 else "169.254.169.254")(host, port)

    settings.WEBHOOK_TARGETS = [f"http://city.example:{server.server_port}"]
    monkeypatch.setattr(sending.socket, "getaddrinfo", rebinding)
    url = f"http://city.example:{server.server_port}/in"
    assert sending.send(url, "s", {"a": "汉"}, delivery="1", moment=1) == 204
    assert asked == ["city.example"]
    assert server.got[0][0]["Host"] == f"city.example:{server.server_port}"
