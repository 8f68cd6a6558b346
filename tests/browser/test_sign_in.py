"""Signing in, in Chinese, in English and on a phone."""

import pytest
from playwright.sync_api import expect

from tests.cast import PASSWORD

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


@pytest.mark.parametrize(("size", "language", "words"), [("desk", "zh-hans", "您好"), ("phone", "en", "Hello")])
def test_everybody_lands_on_a_home_of_his_own(cast, visit, size, language, words):
    page = visit(None, size=size, language=language).go("/")
    page.fill("input[name=username]", cast.officer.police_number)
    page.fill("input[name=password]", PASSWORD)
    page.click("main form button[type=submit]")
    expect(page.locator("h1")).to_contain_text(words)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.requirement("R3")
def test_a_wrong_password_says_nothing_about_the_account(cast, visit):
    page = visit(None).go("/organisation/sign-in/")
    page.fill("input[name=username]", cast.officer.police_number)
    page.fill("input[name=password]", "wrong")
    page.click("main form button[type=submit]")
    expect(page.get_by_role("alert")).to_contain_text("警号或密码")
