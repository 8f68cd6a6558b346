"""The style guide draws every macro: nothing inline, nothing refused by the content security policy, nothing serious for axe."""

import os
import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from csp.utils import build_policy
from django.conf import settings
from django.contrib.staticfiles.finders import find
from playwright.sync_api import Browser, Page, Route

from tests.chromium import SIZES
from tests.design import sample

TEMPLATES = settings.BASE_DIR / "templates"
AXE = settings.BASE_DIR / "tests" / "vendor" / "axe-core-4.10.3" / "axe.min.js"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2", ".png": "image/png"}
LOOKS = [
    ("light", "zh-hans", "desk"),
    ("dark", "zh-hans", "desk"),
    ("light", "en", "desk"),
    ("light", "zh-hans", "phone"),
    ("dark", "en", "small"),
]


def serve(html: str):
    """Answer every request from memory and the static folder, with the portal's own policy; nothing else is reachable."""

    def answer(route: Route) -> None:
        path = unquote(urlsplit(route.request.url).path)
        if path == "/":
            route.fulfill(body=html, content_type="text/html; charset=utf-8", headers={"Content-Security-Policy": build_policy()})
            return
        file = settings.BASE_DIR / path.removeprefix("/")
        if path.startswith("/static/") and file.is_file():
            route.fulfill(body=file.read_bytes(), content_type=KINDS.get(file.suffix, "text/plain"))
        else:
            route.abort()

    return answer


def opened(browser: Browser, html: str, size: str) -> tuple[Page, list[str]]:
    """A page with this HTML, and whatever the browser complained about while it was drawn."""
    page = browser.new_page(viewport=SIZES[size])
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route("**/*", serve(html))
    page.goto("http://portal.test/", wait_until="networkidle")
    return page, complaints


def photograph(page: Page, name: str) -> None:
    """Where PORTAL_SCREENSHOTS names a folder, leave a picture there for people to look at."""
    if folder := os.environ.get("PORTAL_SCREENSHOTS"):
        height = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": page.viewport_size["width"], "height": height})
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.browser
@pytest.mark.parametrize(("theme", "language", "size"), LOOKS)
def test_style_guide_is_clean(browser, theme, language, size):
    page, complaints = opened(browser, sample.page(theme=theme, language=language), size)
    assert complaints == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, "sideways scroll"
    page.evaluate(AXE.read_text())  # through the debugger: the policy does not let a page do this
    found = page.evaluate("axe.run()")["violations"]
    serious = [(fault["id"], fault["nodes"][0]["html"]) for fault in found if fault["impact"] in ("serious", "critical")]
    assert serious == []
    photograph(page, f"style-guide-{theme}-{language}-{size}")
    page.close()


@pytest.mark.browser
def test_keys_open_and_close_but_not_while_composing(browser):
    page, _complaints = opened(browser, sample.page(), "desk")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("?")
    assert page.locator("#shortcuts").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#shortcuts").is_visible()
    press = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '?', bubbles: true, isComposing: %s}))"
    page.evaluate(press % "true")
    assert not page.locator("#shortcuts").is_visible()
    page.focus("#id_q")
    page.keyboard.press("?")
    assert not page.locator("#shortcuts").is_visible()
    page.close()


@pytest.mark.browser
def test_double_click_sends_once_and_confirmation_asks_first(browser):
    page, _complaints = opened(browser, sample.page(), "desk")
    page.evaluate(
        "window.sent = 0; addEventListener('submit', (event) => { if (!event.defaultPrevented) sent += 1; event.preventDefault(); })"
    )
    page.get_by_role("button", name="提交签发").dblclick()
    assert page.evaluate("sent") == 1
    page.get_by_role("button", name="删除草稿").click()
    assert page.evaluate("sent") == 1
    page.locator("[data-confirm-yes]").click()
    assert page.evaluate("sent") == 2
    page.close()


@pytest.mark.browser
def test_map_and_table_stay_in_step(browser):
    page, _complaints = opened(browser, sample.page(), "desk")
    page.locator("[data-shape='3'] a").focus()
    assert page.locator("#grid-map").get_attribute("data-chosen") == "3"
    assert page.locator("[data-legend] li").count() == 5
    page.close()


def test_every_macro_stands_in_the_style_guide():
    exported = re.findall(r"{% set ([\w, ]+?) = ", (TEMPLATES / "components" / "ui.html").read_text())
    names = {name.strip() for group in exported for name in group.split(",")}
    drawn = set(re.findall(r"\bui\.(\w+)", (Path(__file__).parent / "templates" / "style_guide.html").read_text()))
    inside = {"once", "submit_bar", "errors", "chips", "step_dialog", "messages", "query"}  # drawn by the others
    about_a_thing = {"notes", "texts"}  # read the database: their own tests draw them
    assert names - drawn - inside - about_a_thing == set()


@pytest.mark.parametrize("status", [400, 403, 404, 500, 503])
def test_error_pages_need_neither_request_nor_database(status):
    html = sample.bare(f"errors/{status}.html", request_id="4f2a9c01b7de", reason="")
    assert "4f2a9c01b7de" in html
    assert "海淀" in html


def test_icons_in_use_are_drawn():
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (settings.BASE_DIR / "static" / "portal" / "icons.svg").read_text()))
    used = {name for path in TEMPLATES.rglob("*.html") for name in re.findall(r"""\bicon\(\s*["']([\w-]+)["']""", path.read_text())}
    assert used - drawn == set()


def test_static_files_in_use_exist():
    paths = {path for file in TEMPLATES.rglob("*.html") for path in re.findall(r"""static\("([^"]+\.\w+)"\)""", file.read_text())}
    assert {path for path in paths if find(path) is None} == set()


def test_vendored_files_are_those_that_were_copied():
    for folder in (settings.BASE_DIR / "static" / "vendor", settings.BASE_DIR / "tests" / "vendor"):
        listed = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text().splitlines())
        present = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        assert set(listed) == present - {"SHA256SUMS"}
