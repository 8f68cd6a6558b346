"""The administrator enters the notice for a provisional year, looks at the difference and confirms."""

import pytest
from playwright.sync_api import expect

from haidian_policing.workcalendar.actions import ensure_seed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_a_year_is_confirmed(cast, visit, size):
    ensure_seed()
    page = visit(cast.system_admin, size=size).go("/calendar/")
    page.get_by_role("link", name="2027").click()
    expect(page.locator("main a", has_text="核定本年")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.locator("main a", has_text="核定本年").click()
    page.fill("[name=spring_last]", "2027-02-11")
    page.fill("[name=spring_makeup]", "2027年2月20日")
    page.get_by_role("button", name="核对差异").click()
    expect(page.locator("#changes")).to_contain_text("2027-02-20")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.get_by_role("button", name="核定本年").click()
    expect(page.locator("#messages")).to_contain_text("2027 年已核定")
