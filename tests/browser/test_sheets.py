"""A sheet is brought, looked at, written and taken back; a list is taken away as a file."""

import os

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from haidian_policing.imports.models import Import
from haidian_policing.organisation.models import Person
from tests.imports.bringing import work
from tests.sheets.files import book
from tests.whistle_reporting.conftest import Desk
from whistle_reporting.seeds import seed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]
ROWS = [
    ["2026年人员名册"],
    ["警 号*", "姓名", "手机", "入职日期"],
    ["700001", "钱 一", "10012345678", "2020.7.1"],
    ["", "李四", "", "2026-13-01"],
]


def shot(page: Page, name: str) -> None:
    """A picture for whoever wants to look (PORTAL_PICTURES names the folder)."""
    if folder := os.environ.get("PORTAL_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)


@pytest.mark.parametrize(("size", "language"), [("desk", "zh-hans"), ("phone", "en")])
def test_a_sheet_is_brought_looked_at_written_and_taken_back(cast, visit, size, language):
    back = {"zh-hans": "撤销导入", "en": "Take it back"}[language]
    page = visit(cast.system_admin, size=size, language=language).go("/imports/")
    shot(page, f"empty-{size}")
    page = visit(cast.system_admin, size=size, language=language).go("/imports/people/")
    shot(page, f"upload-{size}")
    sheet = book([*ROWS, [cast.officer.police_number, "王新"]]).getvalue()
    page.set_input_files("#file", {"name": "名册.xlsx", "mimeType": "application/zip", "buffer": sheet})
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("#job")).to_be_visible()
    shot(page, f"checking-{size}")
    work()
    expect(page.locator("main")).to_contain_text("2026-13-01")
    shot(page, f"review-{size}")
    page.goto(page.url.split("?")[0] + "?state=changed")
    expect(page.locator("main")).to_contain_text("王新")
    shot(page, f"changed-{size}")
    page.locator("main form .btn-primary").first.click()
    expect(page.locator("#job")).to_be_visible()
    work()
    expect(page.locator(".state.tone-good").first).to_be_visible()
    shot(page, f"result-{size}")
    assert Person.objects.filter(police_number="700001").exists()
    page.locator("main, header").get_by_role("button", name=back).first.click()
    page.locator("dialog[open] .btn-danger, dialog[open] .btn-primary").first.click()
    expect(page.locator("#job")).to_be_visible()
    work()
    expect(page.locator(".state.tone-pause").first).to_be_visible()
    shot(page, f"undone-{size}")
    assert Import.objects.get().state == "undone"
    page.goto(page.url.split("/imports/")[0] + "/imports/")
    shot(page, f"history-{size}")


def test_a_list_is_taken_away_as_a_file(cast, visit):
    seed(at=timezone.now())
    Desk(cast, "").part()
    page = visit(cast.chief).go("/tickets/")
    page.locator("[data-export]").locator("..").locator("summary").click()
    page.locator("[data-export] button[value=all]").click()
    shot(page, "export")
    page.get_by_label("公文表格").check()
    page.locator("main form .btn-primary").click()
    expect(page.locator("main")).to_contain_text("文件已生成")
    shot(page, "export-ready")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载").click()
    assert download.value.suggested_filename.endswith(".xlsx")
    page.goto(page.url.split("/exports/")[0] + "/exports/")
    shot(page, "exports")
