"""Forms at a browser: what was typed outlives a lost network and is gone after sign-out; an input method is left in peace."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from grids import seeds as grid_seeds
from grids.models import TaskEntry, TaskLog
from tests.browser.test_main_job import press

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]

KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"
COMPOSED = """(key) => document.activeElement.dispatchEvent(
    new KeyboardEvent('keydown', {key, bubbles: true, cancelable: true, isComposing: true, ctrlKey: key === 'Enter'}))"""


@pytest.fixture
def form(cast, visit):
    """The officer at the form of an entry that asks for a place."""
    grid_seeds.seed(timezone.now())
    entry = TaskEntry.objects.filter(evidence="place").first()
    officer = visit(cast.officer)
    officer.address = f"/grids/tasks/log/{entry.pk}/"
    officer.go(officer.address)
    return officer


@pytest.mark.requirement("R57")
def test_what_was_typed_outlives_a_lost_network_but_not_the_sign_out(form):
    page = form.page
    page.get_by_label("地点").fill("知春路甲48号院东门")
    page.context.set_offline(True)
    press(page, "登记")
    expect(page.locator(".toasts")).to_contain_text("网络")
    expect(page.get_by_label("地点")).to_have_value("知春路甲48号院东门")
    page.context.set_offline(False)
    page.evaluate("document.querySelectorAll('[data-unsaved]').forEach((form) => form.removeAttribute('data-unsaved'))")
    page.on("dialog", lambda dialog: dialog.accept())
    form.go(form.address)
    expect(page.get_by_label("地点")).to_have_value("")
    page.get_by_role("button", name="恢复填写").click()
    expect(page.get_by_label("地点")).to_have_value("知春路甲48号院东门")
    assert page.evaluate(KEPT) == 1
    page.locator("summary.tool").click()
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in/**")
    assert page.evaluate(KEPT) == 0


def test_a_draft_is_done_with_once_it_is_sent(form):
    page = form.page
    page.get_by_label("地点").fill("知春路甲48号院东门")
    press(page, "登记")
    expect(page.get_by_role("link", name="再录一条")).to_be_visible()
    assert TaskLog.objects.get().place == "知春路甲48号院东门"
    assert page.evaluate(KEPT) == 0


def test_errors_take_the_focus_and_lead_to_their_fields(form):
    page = form.page
    page.get_by_label("数量").fill("0")
    press(page, "登记")
    expect(page.locator(".error-summary")).to_be_focused()
    page.locator(".error-summary a").first.click()
    assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"


def test_no_key_does_anything_while_an_input_method_composes(form):
    page = form.page
    page.get_by_label("地点").focus()
    for key in ("/", "?", "g", "Enter", "Escape"):
        page.evaluate(COMPOSED, key)
    page.locator("h1").click()
    page.keyboard.press("?")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.evaluate(COMPOSED, "Escape")
    expect(page.locator("#shortcuts")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#shortcuts")).not_to_be_visible()
    assert page.url.endswith(form.address) and not TaskLog.objects.exists()
