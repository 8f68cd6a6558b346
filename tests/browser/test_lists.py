"""A list at a real browser: ticking, columns and their order, saved views with Chinese typed through an input method, coming back."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from haidian_policing.lists.models import BulkRun, SavedView
from tests.whistle_reporting.conftest import Desk
from whistle_reporting import seeds
from whistle_reporting.models import Part

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tickets(cast):
    seeds.seed(timezone.now())
    desk = Desk(cast)
    return [desk.part() for _ in range(3)]


def test_rows_are_ticked_and_acted_on_with_an_account(cast, visit, tickets):
    page = visit(cast.duty_officer).go("/tickets/?tab=all")
    bar = page.locator("[data-bulk]")
    expect(bar).to_be_hidden()
    page.locator("[data-select-page]").check()
    expect(bar.locator("[data-bulk-count]")).to_have_text("3")
    bar.get_by_role("button", name="催办").click()  # needs a reason: nothing is sent
    expect(bar).to_be_visible()
    page.locator("input[data-select]").nth(0).uncheck()
    expect(bar.locator("[data-bulk-count]")).to_have_text("2")
    bar.get_by_role("button", name="签收").click()
    expect(page.locator("#messages")).to_contain_text("已处理 2 条")
    assert Part.objects.filter(state="signed").count() == 2 and BulkRun.objects.get().moved == 2


def test_what_is_done_to_all_that_match_is_asked_first(cast, visit, tickets):
    page = visit(cast.duty_officer).go("/tickets/?tab=all&size=20")
    desk = Desk(cast)
    for _ in range(20):
        desk.part()
    page.reload()
    bar = page.locator("[data-bulk]")
    page.locator("[data-select-page]").check()
    bar.locator("[data-bulk-all]").check()
    bar.get_by_role("button", name="签收").click()
    expect(page.locator("#confirm [data-confirm-text]")).to_contain_text("全部 23 条")
    page.locator("#confirm [data-close]").last.click()
    assert not Part.objects.filter(state="signed").exists()
    bar.get_by_role("button", name="签收").click()
    page.locator("#confirm [data-confirm-yes]").click()
    expect(page.locator("#messages")).to_contain_text("已处理 23 条")
    assert Part.objects.filter(state="signed").count() == 23


def test_the_menu_of_exports_unfolds_over_the_table(cast, visit, tickets):
    page = visit(cast.duty_officer).go("/tickets/?tab=all")
    table = page.locator(".listing table")
    before = table.bounding_box()
    page.locator("summary", has_text="导出").click()
    box = page.locator("[data-export]").bounding_box()
    assert box["height"] > 40 and box["x"] + box["width"] <= page.viewport_size["width"]
    assert table.bounding_box() == before


def test_columns_are_chosen_moved_kept_and_put_back(cast, visit, tickets):
    page = visit(cast.duty_officer).go("/tickets/?tab=all")
    page.get_by_role("button", name="列设置").click()
    page.locator("[data-columns]").get_by_label("街镇", exact=True).check()
    page.locator("[data-columns]").get_by_label("承办人", exact=True).uncheck()
    for _ in range(6):
        page.get_by_role("button", name="将“街镇”前移").click()
    page.locator("#column-dialog").get_by_role("button", name="保存").click()
    heads = page.locator("table.data thead th")
    expect(heads.nth(3)).to_contain_text("街镇")
    expect(page.locator("table.data thead")).not_to_contain_text("承办人")
    page.get_by_role("button", name="列设置").click()
    page.get_by_role("button", name="恢复默认列").click()
    expect(page.locator("table.data thead")).to_contain_text("承办人")


def test_a_view_is_saved_under_a_chinese_name_typed_by_an_input_method(cast, visit, tickets):
    page = visit(cast.duty_officer).go("/tickets/?tab=all&klass=key_work")
    page.locator("summary", has_text="视图").click()
    page.get_by_role("button", name="保存或删除视图").click()
    name = page.locator("dialog[open] #view_name")  # the dialog is fetched
    name.focus()
    expect(name).to_be_focused()
    composing = page.context.new_cdp_session(page)
    composing.send("Input.imeSetComposition", {"text": "/n?", "selectionStart": 3, "selectionEnd": 3})  # keys of shortcuts, while composing
    expect(page.locator("#shortcuts")).not_to_have_attribute("open", "")
    composing.send("Input.insertText", {"text": "日常类"})
    expect(name).to_have_value("日常类")
    page.locator("#view-dialog").get_by_role("button", name="保存").click()
    expect(page.locator(".current-view")).to_contain_text("日常类")
    assert SavedView.objects.get().query == "tab=all&klass=key_work"
    page.goto(page.url.split("?")[0] + "?view=日常类")
    expect(page.locator(".chips")).to_contain_text("类别")


def test_sorting_and_searching_change_the_address_and_coming_back_finds_the_row(cast, visit, tickets):
    page = visit(cast.duty_officer).go("/tickets/?tab=all")
    page.locator("#sort-number").click()
    page.wait_for_url("**sort=number**")
    expect(page.locator("th[aria-sort=ascending]")).to_contain_text("编号")
    page.locator("#conditions input[name=q]").fill("不存在的地点")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=**")
    expect(page.locator(".empty")).to_be_visible()
    assert "state=" not in page.url
    page.locator(".chip").click()
    row = page.locator("table.data tbody tr").nth(1)
    key = row.get_attribute("id")
    row.locator("a").click()
    page.wait_for_load_state()
    page.go_back()
    expect(page.locator("tr.here")).to_have_attribute("id", key)
