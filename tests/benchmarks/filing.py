"""Filing: one whistle per request in the process and through the web server with two workers, many at once, and the bare insert."""

import http.client
import os
import threading
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from grids.models import Grid
from haidian_policing.launcher import parts
from haidian_policing.launcher.processes import wait_until
from haidian_policing.launcher.up import ask
from tests.benchmarks.browser import CSRF, Browser, timed
from tests.benchmarks.floors import milliseconds
from whistle_reporting.actions import file_many
from whistle_reporting.models import Item, Ticket, TicketEvent

CLIENTS, BATCH = 8, 1000


@dataclass
class Filing:
    """What it does in milliseconds or per second."""

    per_request: float = 0
    statements: int = 0
    floor: float = 0
    bulk_per_second: float = 0
    served_per_second: float = 0
    refused: int = 0


def written(person) -> dict:
    """What the form of a whistle takes, for the first grid that this person may file for."""
    grid = Grid.objects.on(timezone.localdate()).reachable_by(person, "ticket.file").in_official_order().first()
    item = Item.objects.in_use(timezone.now()).exclude(dispose_span="appointment").order_by("order").first()
    place = {
        "place": "基准路1号北门外",
        "description": "机动车停在便道上，行人绕行，请到场劝离。",
        "contact": "王主任",
        "phone": "13800001234",
    }
    return {"item": item.pk, "grid": grid.pk, "source": "whistle", **place}


def measure(person, rounds: int, seconds: float = 0) -> Filing:
    """seconds: how long the server is asked; 0 leaves it out."""
    given, found = written(person), Filing()
    browser, address = Browser(person), reverse("whistle_reporting:ticket_new")
    timing = timed(lambda: browser.post(address, given | {"token": str(uuid.uuid4())}), rounds)
    found.per_request, found.statements, found.refused = timing.p50, len(timing.statements), timing.status != 302
    found.floor = milliseconds(lambda: bare(person, given), rounds)
    found.bulk_per_second = in_bulk(person, given, max(1, rounds // 10))
    if seconds:
        found.served_per_second = served(person, given, seconds)
    return found


def rows_of(given: dict) -> dict:
    item, grid = Item.objects.get(pk=given["item"]), Grid.objects.get(pk=given["grid"])
    return {"item": item, "grid": grid} | {name: given[name] for name in ("source", "place", "description", "contact", "phone")}


def bare(person, given: dict) -> None:
    """The floor: a view that only inserts a ticket and its first event."""
    at, token = timezone.now(), uuid.uuid4()
    item, grid = Item.objects.get(pk=given["item"]), Grid.objects.get(pk=given["grid"])
    own = {"number": f"测{token.hex[:12]}", "token": token, "filed_by": person, "filed_at": at, "item": item, "klass": item.klass}
    place = {"grid": grid, "station_id": grid.station_id, "street_id": grid.street_id}
    with transaction.atomic():
        ticket = Ticket.objects.create(**own, **place, place=given["place"], description=given["description"])
        TicketEvent.objects.create(subject=ticket, verb="file", to_state="draft", at=at, actor=person)


def in_bulk(person, given: dict, batches: int) -> float:
    """Tickets a second by the action, a thousand at a time, each batch committed."""
    common = rows_of(given)
    start = time.perf_counter()
    for _ in range(batches):
        file_many([{"token": uuid.uuid4(), **common} for _ in range(BATCH)], actor=person, at=timezone.now())
    return batches * BATCH / (time.perf_counter() - start)


def served(person, given: dict, seconds: float) -> float:
    """Whistles a second that the web server takes from a few clients at once."""
    port = 8190 + os.getpid() % 100
    with TemporaryDirectory() as folder:
        web = parts.web(Path(folder), port)
        web.start({**os.environ, "DATABASE_URL": settings.DATABASE_URL, "PORTAL_DATA": str(settings.DATA)})
        try:
            if not wait_until(lambda: ask(port, "/healthz", {}) == "200", 60):
                raise RuntimeError((Path(folder) / "web.log").read_text()[-2000:])
            _load(person, given, port, 2)
            return _load(person, given, port, seconds)
        finally:
            web.stop()


def _load(person, given: dict, port: int, seconds: float) -> float:
    """Clients that each send one after the other until the time is over."""
    cookies = [Browser(person).cookies for _ in range(CLIENTS)]
    connection.close()
    address, counts, until = reverse("whistle_reporting:ticket_new"), [0] * CLIENTS, time.perf_counter() + seconds

    def send(number: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        headers = {"Cookie": cookies[number], "Content-Type": "application/x-www-form-urlencoded"}
        while time.perf_counter() < until:
            body = urlencode(given | {"token": str(uuid.uuid4()), "csrfmiddlewaretoken": CSRF})
            line.request("POST", address, body, headers)
            answer = line.getresponse()
            answer.read()
            counts[number] += answer.status == 302
        line.close()

    threads = [threading.Thread(target=send, args=(number,)) for number in range(CLIENTS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - start)
