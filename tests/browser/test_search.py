"""The search box and a picker at a browser: keyboard, map, and Chinese signs composed by an input method."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from grids import seeds as grid_seeds
from grids.models import TaskEntry
from haidian_policing.organisation.pinyin import initials
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


def test_a_long_list_to_tick_is_narrowed_by_name_initials_or_number(cast, visit):
    grid_seeds.seed(timezone.now())
    page = visit(cast.bureau_leader).go("/grids/suspensions/new/")
    box, lines = page.get_by_placeholder("按名称、拼音首字母或编号筛选").first, page.locator("#id_entries .form-check:visible")
    entry = TaskEntry.objects.exclude(evidence="roster").first()
    every = lines.count()
    for typed in (entry.name, entry.code, initials(entry.name)[:5]):
        box.fill(typed)
        expect(lines.filter(has_text=entry.name).first).to_be_visible()
        assert lines.count() < every, typed
    lines.filter(has_text=entry.name).first.locator("input").check()
    box.fill("查无此事")
    expect(lines).to_have_count(1)
    box.press("Enter")
    assert page.url.endswith("/new/")
    box.fill("")
    expect(lines).to_have_count(every)
