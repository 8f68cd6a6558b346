"""People at real browsers, signed in already; foreign requests, script errors and policy violations end the test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from haidian_policing.organisation.models import Person
from tests.chromium import SIZES

expect.set_options(timeout=10_000)


@dataclass
class Visitor:
    """One person at one browser."""

    page: Page
    host: str
    faults: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(f"{self.host}{path}")
        return self.page

    def watch(self) -> None:
        """Note what must not happen on any page."""
        self.page.on("request", lambda request: self._request(request.url))
        self.page.on("pageerror", lambda error: self.faults.append(f"script error: {error}"))
        self.page.on("console", lambda line: self._console(line))

    def _request(self, url: str) -> None:
        if urlsplit(url).scheme.startswith("http") and not url.startswith(self.host):
            self.faults.append(f"request to another host: {url}")

    def _console(self, line) -> None:
        if "Content Security Policy" in line.text:
            self.faults.append(f"policy violation: {line.text}")


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator[Callable[..., Visitor]]:
    """visit(person, size="desk", language="zh-hans") opens a browser of that person's own, with a session; the form has its own test."""
    visitors: list[Visitor] = []

    def open_for(person: Person | None, *, size: str = "desk", language: str = "zh-hans") -> Visitor:
        context = browser.new_context(viewport=SIZES[size], locale="zh-CN", has_touch=size != "desk")
        cookies = {"language": language} | ({settings.SESSION_COOKIE_NAME: session_of(person)} if person else {})
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in cookies.items()])
        context.set_default_timeout(15_000)
        visitor = Visitor(context.new_page(), live_server.url)
        visitor.watch()
        visitors.append(visitor)
        return visitor

    yield open_for
    faults = [fault for visitor in visitors for fault in visitor.faults]
    for visitor in visitors:
        visitor.page.context.close()
    assert not faults


def session_of(person: Person) -> str:
    client = Client()
    client.force_login(person, backend="haidian_policing.organisation.backends.PoliceNumberBackend")
    return client.session.session_key
