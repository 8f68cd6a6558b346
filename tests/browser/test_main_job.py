"""The portal's main job, done at browsers by the people whose job it is: follow it from top to bottom.

Administrator, officer, captain, street liaison, street leader, duty officer, window clerk and performance office, each for himself.
"""

from datetime import timedelta
from io import BytesIO

import openpyxl
import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from grids import seeds as grid_seeds
from grids.models import Grid, TaskDue, TaskEntry, TaskLog
from tests.performance.conftest import computed, october, rules  # noqa: F401 - fixtures of the month that was
from tests.whistle_reporting.conftest import photo
from tests.workstations.conftest import sites  # noqa: F401 - a running workstation on either side
from whistle_reporting import seeds as whistle_seeds
from whistle_reporting.models import Part, Ticket
from workstations.models import Visit

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.browser]


def press(page: Page, label: str) -> None:
    """A button of the page, or of the dialog that is open, by its words."""
    scope = page.locator("dialog[open]") if page.locator("dialog[open]").count() else page.locator("main")
    scope.get_by_role("button", name=label, exact=True).first.click()


def told(page: Page, words: str) -> None:
    """What the page says back, or where it stands now."""
    expect(page.locator("main")).to_contain_text(words)


def picture(name: str = "现场.jpg") -> dict:
    return {"name": name, "mimeType": "image/jpeg", "buffer": photo().read()}


@pytest.fixture
def tasks(cast):
    """The task list in force, and one task of the officer's grid due today."""
    grid_seeds.seed(timezone.now())
    entry = TaskEntry.objects.filter(evidence="count").first()
    day = timezone.localdate()
    period = {"starts": day, "ends": day + timedelta(days=1), "due_on": day}
    TaskDue.objects.create(grid=cast.grid, entry=entry, planned=2, needed=2, officer=cast.officer, **period)
    return entry


def test_the_administrator_gives_a_grid_its_lead_officer(cast, visit):
    page = visit(cast.system_admin).go(f"/grids/{cast.grid.pk}/assign/")
    page.get_by_label("民警").first.fill(cast.captain.police_number)
    page.get_by_label("文号").fill("海公人〔2026〕18号")
    press(page, "指派")
    told(page, cast.captain.name)
    told(page, cast.officer.name)  # who held it before stays in the history
    leads = Grid.objects.get(pk=cast.grid.pk).assignments.filter(kind="lead").order_by("starts")
    assert [(row.person, row.ends) for row in leads] == [(cast.officer, timezone.localdate()), (cast.captain, None)]


def test_an_overlap_is_refused_and_explained(cast, visit):
    page = visit(cast.system_admin).go(f"/grids/{cast.grid.pk}/assign/")
    page.get_by_label("民警").first.fill(cast.captain.police_number)
    page.locator("#id_starts").fill("2026-01-01")
    page.get_by_label("文号").fill("海公人〔2026〕19号")
    press(page, "指派")
    expect(page.get_by_role("alert")).to_contain_text(cast.officer.name)
    assert Grid.objects.get(pk=cast.grid.pk).assignments.filter(person=cast.captain).count() == 0


@pytest.mark.parametrize("size", ["desk", "phone"])
def test_an_officer_logs_a_task_and_his_captain_returns_then_verifies_it(cast, visit, tasks, size):
    officer = visit(cast.officer, size=size)
    home = officer.go("/")
    told(home, str(tasks))
    page = officer.go("/grids/tasks/")
    press(page, "记 1 次")
    told(page, "1 / 2")

    captain = visit(cast.captain).go("/grids/logs/verification/")
    captain.locator("input[name=pk]").first.check()
    captain.locator("#bulk-note").fill("次数与台账不符，请核对")
    press(captain, "退回补正")
    log = TaskLog.objects.get()
    assert log.state == "returned"

    page = officer.go(f"/grids/logs/{log.pk}/")
    told(page, "次数与台账不符")
    press(page, "更正")
    if page.locator("dialog[open]").count():
        press(page, "更正")
    log.refresh_from_db()
    assert log.state == "logged"

    captain.reload()
    captain.locator("input[name=pk]").first.check()
    press(captain, "核验通过")
    log.refresh_from_db()
    assert (log.state, log.officer) == ("verified", cast.officer)


def test_a_whistle_goes_from_the_street_to_its_verdict(cast, visit):
    whistle_seeds.seed(timezone.now())
    liaison = visit(cast.liaison)
    page = liaison.go("/tickets/new/")
    page.locator("#id_item-text").fill("Z01")
    page.locator("#id_item-list [role=option]").first.click()
    page.locator("#id_grid-text").fill(cast.grid.code)
    page.locator("#id_grid-list [role=option]").first.click()
    page.get_by_label("地点").first.fill("第1社区北门外便道")
    page.locator("#id_description").fill("多辆机动车占用便道和盲道，居民多次反映。")
    page.locator("#id_contact").fill("街道值班室")
    page.locator("#id_phone").fill("62550000")
    page.locator("#id_photos").set_input_files(picture())
    page.wait_for_load_state("networkidle")
    for question in page.locator("#questions select, #questions input[type=text], #questions input[type=number]").all():
        if question.evaluate("node => node.tagName") == "SELECT":
            question.select_option(index=1)
        else:
            question.fill("3")
    for group in page.locator("#questions fieldset").all():
        group.locator("input[type=radio]").first.check()
    press(page, "保存并核对")
    ticket = Ticket.objects.get()
    press(page, "提交签发")

    leader = visit(cast.street_leader).go(f"/tickets/{ticket.pk}/")
    press(leader, "签发吹哨")
    if leader.locator("dialog[open]").count():
        press(leader, "签发吹哨")
    part = Part.objects.get(ticket=ticket)
    assert (part.state, part.station) == ("dispatched", cast.station)
    assert part.clocks.filter(kind="receipt", stopped_at=None).exists()

    duty = visit(cast.duty_officer).go("/tickets/desk/")
    press(duty, "签收")
    press(duty, "派单")
    part.refresh_from_db()
    assert (part.state, part.handler) == ("assigned", cast.officer)

    officer = visit(cast.officer, size="phone")
    page = officer.go(f"/tickets/{ticket.pk}/")
    for label, fill in (
        ("到场报到", {}),
        ("前期调查", {"note": "现场查看属实，已联系车主。"}),
        ("开始整治", {"note": "联合街道城管清理，劝离车辆。"}),
        ("提交办结", {"result": "便道和盲道已恢复畅通。"}),
    ):
        take(page, label, fill, with_photo=label == "提交办结")
    part.refresh_from_db()
    assert part.state == "done"

    page = liaison.go(f"/tickets/{ticket.pk}/")
    page.locator("main").get_by_role("button", name="街镇评价并结案").first.click()
    dialog = page.locator("dialog[open]")
    assert dialog.locator("input[type=radio]:checked").count() == 0  # no answer is chosen beforehand
    for name, value in (("came", "yes"), ("solved", "yes"), ("satisfied", "very")):
        dialog.locator(f"input[name={name}][value={value}]").check()
    press(page, "街镇评价并结案")
    ticket.refresh_from_db()
    part.refresh_from_db()
    assert (ticket.state, part.state) == ("closed", "closed")
    assert part.verdicts.get().given_by == cast.liaison
    told(page, "已结案")


def take(page: Page, label: str, fill: dict, *, with_photo: bool = False) -> None:
    """One step of the part: the button, and its dialog where it has one."""
    page.locator("main").get_by_role("button", name=label).first.click()
    dialog = page.locator("dialog[open]")
    if dialog.count():
        for name, words in fill.items():
            dialog.locator(f"[name={name}]").fill(words)
        if with_photo:
            dialog.locator("input[type=file][name=after_photo]").set_input_files(picture("整治后.jpg"))
        dialog.get_by_role("button", name=label).click()
    page.wait_for_load_state("networkidle")


def test_a_window_clerk_records_a_visit_and_completes_it(sites, visit):  # noqa: F811
    page = visit(sites.window_clerk).go("/workstations/queue/")
    page.locator("select[name=window]").select_option("1")
    page.locator("form.my-window button").click()
    page.locator("form.services button").first.click()
    told(page, "001")
    page.get_by_role("button", name="叫下一号").click()
    press(page, "开始办理")
    press(page, "办结")
    page.locator("dialog[open] input[name=outcome]").first.check()
    press(page, "办结")
    page.wait_for_load_state("networkidle")
    assert Visit.objects.get().state == "completed"


def test_the_office_publishes_the_month_a_second_person_issues_it_and_it_goes_out_as_a_workbook(computed, cast, visit):  # noqa: F811
    edition = computed
    office = visit(cast.performance)
    page = office.go(f"/performance/?period={edition.period.code}")
    told(page, cast.station.short_name)
    page.get_by_role("link", name=cast.station.short_name).first.click()
    told(page, "36")  # nine of ten in time: the numbers behind the score
    page = office.go(f"/performance/editions/{edition.pk}/")
    take(page, "预公布", {})
    edition.refresh_from_db()
    assert edition.state == "provisional"

    head = visit(cast.performance_head).go(f"/performance/editions/{edition.pk}/")
    take(head, "印发", {"note": "局党委会议审定，同意印发。"})
    edition.refresh_from_db()
    assert (edition.state, edition.issued_by) == ("issued", cast.performance_head)

    with head.expect_download() as download:
        head.get_by_role("button", name="导出Excel").first.click()
    book = openpyxl.load_workbook(BytesIO(download.value.path().read_bytes()))
    text = " ".join(str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None)
    assert "2026年10月" in text
    assert cast.station.short_name in text
    assert any(str(merged).startswith("A1") for merged in book.worksheets[0].merged_cells.ranges)
