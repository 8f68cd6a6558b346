"""People at real browsers: each signs in through the form; foreign requests, script errors and policy violations end the test."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from haidian_policing.organisation.models import Person
from tests.cast import PASSWORD
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
    """visit(person, size="desk", language="zh-hans") opens a browser of that person's own, signed in."""
    visitors: list[Visitor] = []

    def open_for(person: Person | None, *, size: str = "desk", language: str = "zh-hans", password: str = PASSWORD) -> Visitor:
        context = browser.new_context(viewport=SIZES[size], locale="zh-CN", has_touch=size != "desk")
        context.add_cookies([{"name": "language", "value": language, "url": live_server.url}])
        context.set_default_timeout(15_000)
        visitor = Visitor(context.new_page(), live_server.url)
        visitor.watch()
        visitors.append(visitor)
        if person:
            sign_in(visitor, person.police_number, password)
        return visitor

    yield open_for
    faults = [fault for visitor in visitors for fault in visitor.faults]
    for visitor in visitors:
        visitor.page.context.close()
    assert not faults


def sign_in(visitor: Visitor, number: str, password: str) -> None:
    """Through the form, as anybody would."""
    page = visitor.go("/organisation/sign-in/")
    page.fill("input[name=username]", number)
    page.fill("input[name=password]", password)
    page.click("form[data-sign-in] button[type=submit], main form button[type=submit]")
    expect(page.locator("h1")).to_be_visible()
