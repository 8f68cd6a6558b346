"""Every page that can be read, in a real browser: nothing serious for axe, no sideways scroll at 360 px, no refusal by the content policy.

Each page is drawn for the first role that may see it and shown to one browser; the wide and the narrow window take turns for axe.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from csp.utils import build_policy
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser

from haidian_policing.organisation.roles import ROLES
from tests.chromium import SIZES
from tests.design.test_components import AXE, KINDS
from tests.test_access_table import Door, doors, examples_of

SHARES = 4  # so that several workers look at once
HOMES = ("officer", "chief", "duty_officer", "liaison", "street_leader", "window_clerk", "performance", "system_admin", "audit_admin")
RULES = "axe.run(%s, {resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
SIDEWAYS = "document.documentElement.scrollWidth - innerWidth"


@dataclass(frozen=True)
class Shown:
    """A page as a person gets it."""

    label: str
    html: str


def pages(cast, share: int) -> Iterator[Shown]:
    """The home page of several roles, and every other page once: one share of them."""
    for role in HOMES[share::SHARES]:
        yield Shown(f"home {role}", cast.client(getattr(cast, role)).get("/").content.decode())
    readable = [door for door in doors() if door.method == "GET" and ":" in door.name and not door.name.startswith(("api:", "roof:"))]
    for door in readable[share::SHARES]:
        yield from _shown(cast, door)


def _shown(cast, door: Door) -> Iterator[Shown]:
    own, _other = examples_of(cast, door)
    address = reverse(door.name, kwargs=own or None)
    for role in (role for role in ROLES if door.opens_to(role)):
        response = cast.client(getattr(cast, role)).get(address)
        if response.status_code == 200 and not response.streaming and response.content.startswith(b"<!DOCTYPE"):
            yield Shown(f"{door.name} {role}", response.content.decode())
        if response.status_code != 404:
            return


@contextmanager
def served(drawn: list[Shown]) -> Iterator[str]:
    """The address of a server that has the pages under their numbers, and the static files to keep."""
    policy = build_policy()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            path = self.path.partition("?")[0].removeprefix("/")
            if path.isdecimal():
                self.send("text/html; charset=utf-8", drawn[int(path)].html.encode(), {"Content-Security-Policy": policy})
            elif path.startswith("static/") and (file := settings.BASE_DIR / path).is_file():
                self.send(KINDS.get(file.suffix, "text/plain"), file.read_bytes(), {"Cache-Control": "max-age=3600"})
            else:
                self.send_error(404)

        def send(self, kind: str, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(200)
            for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def _faults(page, address: str, shown: Shown, axe: str, size: str, part: str) -> list[str]:
    page.set_viewport_size(SIZES["small"])
    page.goto(address)
    found = [f"{shown.label}: sideways scroll at 360 px"] if page.evaluate(SIDEWAYS) > 0 else []
    page.set_viewport_size(SIZES[size])
    page.evaluate(axe)  # through the debugger: the policy does not let a page do this
    violations = [fault for fault in page.evaluate(RULES % part)["violations"] if fault["impact"] in ("serious", "critical")]
    return found + [f"{shown.label} ({size}): {fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in violations]


@pytest.mark.browser
@pytest.mark.parametrize("share", range(SHARES))
def test_every_page_is_clean(cast, browser: Browser, share: int):
    """Bars and menu, which are the same everywhere, are looked at on the home pages only."""
    page, drawn = browser.new_page(viewport=SIZES["small"]), list(pages(cast, share))
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script error on {drawn[int(page.url.rpartition('/')[2])].label}: {error}"))
    page.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    axe = AXE.read_text()
    assert len(drawn) > 40 / SHARES
    with served(drawn) as host:
        for number, shown in enumerate(drawn):
            part = "document" if shown.label.startswith("home") else "'main'"
            faults += _faults(page, f"{host}/{number}", shown, axe, ("desk", "small")[number % 2], part)
        page.close()
    assert not faults, "\n".join(faults)
