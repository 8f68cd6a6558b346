"""The search box and a picker at a browser: keyboard, map, and Chinese signs composed by an input method."""

import pytest

from haidian_policing.search.fields import named
from tests.whistle_reporting.conftest import NOON
from whistle_reporting.seeds import seed

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.requirement("R15")
def test_the_map_and_the_box_of_a_whistle_choose_a_grid(cast, visit):
    seed(NOON)
    page = visit(cast.liaison).go("/tickets/new/")
    box = page.locator("#id_grid-text")
    box.click()
    page.locator("#id_grid-list [role=option]").first.wait_for()
    assert page.locator("#id_grid-list [role=option]").count() == 1
    box.press("Enter")
    assert page.locator("#id_grid").input_value() == str(cast.grid.pk)
    assert box.input_value() == named(cast.grid)
    box.fill("第1")
    assert page.locator("#id_grid").input_value() == ""
    page.locator("#id_grid-list [role=option]").first.click()
    assert page.locator("#id_grid").input_value() == str(cast.grid.pk)


def composed(page, signs: str) -> None:
    """What a Chinese input method sends while letters become signs, and Enter that ends it."""
    session = page.context.new_cdp_session(page)
    for text in ("x", "xue", signs):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    session.send("Input.dispatchKeyEvent", {"type": "rawKeyDown", "key": "Enter", "windowsVirtualKeyCode": 229})
    session.send("Input.insertText", {"text": signs})


def test_the_box_on_top_by_keyboard_and_input_method(cast, visit):
    visitor = visit(cast.chief)
    page = visitor.go("/organisation/account/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search-box"
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "suggestions" in request.url else None)
    composed(page, "第1")
    page.locator("#search-options [role=option]").first.wait_for()
    assert page.url.endswith("/organisation/account/")
    assert all("q=x" not in url for url in asked)
    page.keyboard.press("ArrowDown")
    target = page.locator("#search-options [aria-selected=true]").get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{target}")
    page.keyboard.press("/")
    page.keyboard.type("zzzz")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    page.locator("#search-words").focus()
    page.keyboard.type("/?")
    assert not page.locator("dialog[open]").count()
