"""An import from the upload to its undoing: nothing is written unseen, everything once, and nothing of others is overwritten."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import load_workbook

from haidian_policing.files.models import StoredFile
from haidian_policing.imports.models import Import
from haidian_policing.jobs.models import Job
from haidian_policing.organisation.models import Person
from tests.imports.bringing import act, bring, brought, work
from tests.sheets.files import book

PEOPLE = "警号,姓名,手机\n700001,钱一,10012345678\n700002,孙二,\n"


@pytest.fixture
def admin(cast):
    return cast.client(cast.system_admin)


@pytest.mark.parametrize("rows", [0, 1, 2])
def test_so_many_rows_are_new_and_nothing_is_written_before_one_says_so(admin, rows):
    before = Person.objects.count()
    run = bring(admin, "people", "警号,姓名\n" + "".join(f"70000{row},钱一\n" for row in range(rows)))
    assert (run.state, run.counts["new"], Person.objects.count()) == ("checked", rows, before)
    assert admin.get(f"/imports/{run.pk}/").status_code == 200
    act(admin, run, "apply")
    assert Person.objects.count() == before + rows


@pytest.mark.parametrize("name", ["表.csv", "表.xlsx"])
def test_more_rows_than_the_form_takes_are_refused_before_any_is_staged(admin, name):
    rows = [["警号", "姓名"], *([f"8{number:06}", "钱一"] for number in range(50_031))]
    run = bring(admin, "people", book(rows) if name.endswith("xlsx") else "\n".join(map(",".join, rows)), name)
    assert (run.state, "50000" in run.trouble, run.rows.exists()) == ("refused", True, False)
    assert Job.objects.get(pk=run.job_id).done == 0


def test_a_change_is_shown_before_and_after(admin, cast):
    run = bring(admin, "people", f"警号,姓名\n{cast.officer.police_number},王新\n")
    page = admin.get(f"/imports/{run.pk}/").content.decode()
    assert "王同志" in page
    assert "王新" in page


def test_every_error_of_a_row_is_told_and_comes_back_as_a_workbook(admin):
    run = bring(
        admin, "people", book([["名册"], ["警号", "姓名", "手机", "入职日期"], ["", "", "1", "2026-13-01"], ["700001", "钱一"]]), "a.xlsx"
    )
    assert run.counts == {"new": 1, "changed": 0, "unchanged": 0, "wrong": 1}
    row = run.rows.get(state="wrong")
    assert (row.number, [problem[0] for problem in row.problems]) == (3, ["警号", "姓名", "入职日期"])
    page = load_workbook(BytesIO(admin.get(f"/imports/{run.pk}/errors/").content)).active
    assert (page["A2"].value, page["F2"].value) == (3, "2026-13-01")
    assert page["F2"].fill.start_color.rgb == "FFFFC7CE"


def test_telephone_numbers_stand_nowhere_in_plain(admin):
    run = bring(admin, "people", PEOPLE + "七,,10099999999\n,孙二,10088888888\n")
    told = "".join(str(list(row.values())) for row in run.rows.values())
    assert not any(number in told for number in ("10012345678", "10099999999", "10088888888"))


def test_the_wrong_are_left_out_or_nothing_is_imported(admin):
    run = bring(admin, "people", PEOPLE + "700003,,\n")
    act(admin, run, "apply", all="1")
    assert run.state == "checked"
    act(admin, run, "apply")
    assert (run.state, run.counts["new"], run.counts["wrong"]) == ("applied", 2, 1)
    assert Person.objects.filter(police_number__startswith="7").count() == 2


def test_rows_that_exist_are_overwritten_left_alone_or_stop_the_import(admin):
    brought(admin, "people", PEOPLE)
    text = "警号,姓名\n700001,钱新\n700009,周九\n"
    run = act(admin, bring(admin, "people", text), "apply", known="refuse")
    assert (run.state, bool(run.trouble)) == ("checked", True)
    run = act(admin, run, "apply", known="skip")
    assert (run.counts, Person.objects.get(police_number="700001").name) == ({"new": 1, "changed": 0, "unchanged": 1, "wrong": 0}, "钱一")
    assert Person.objects.get(police_number="700009").name == "周九"


def test_what_others_changed_since_the_check_is_not_overwritten(admin):
    brought(admin, "people", PEOPLE)
    run = bring(admin, "people", "警号,姓名\n700001,钱新\n")
    Person.objects.filter(police_number="700001").update(name="钱他")
    act(admin, run, "apply")
    assert (run.state, Person.objects.get(police_number="700001").name) == ("checked", "钱他")
    assert "1" in run.trouble
    act(admin, run, "check")
    assert run.rows.get().before["name"] == "钱他"
    assert act(admin, run, "apply").state == "applied"


@pytest.mark.requirement("R41")
def test_two_who_bring_the_same_sheet_write_it_once(admin, cast):
    first, second = (bring(admin, "people", PEOPLE) for _ in range(2))
    act(admin, first, "apply")
    act(admin, second, "apply")
    assert (first.state, second.state) == ("applied", "checked")
    assert Person.objects.filter(police_number__startswith="7").count() == 2


@pytest.mark.requirement("R44")
def test_a_job_that_runs_again_writes_nothing_more(admin):
    run = brought(admin, "people", PEOPLE)
    before = list(Person.objects.order_by("pk").values())
    Job.objects.filter(pk=run.job_id).update(state="queued")
    work()
    assert list(Person.objects.order_by("pk").values()) == before


def test_an_import_is_taken_back_while_untouched(admin):
    brought(admin, "people", "警号,姓名\n700001,钱旧\n")
    run = brought(admin, "people", PEOPLE)
    act(admin, run, "undo")
    assert run.state == "undone"
    assert list(Person.objects.filter(police_number__startswith="7").values_list("name", flat=True)) == ["钱旧"]


@pytest.mark.django_db(transaction=True)
def test_what_somebody_changed_since_stays_and_he_is_named(transactional_db):
    from tests.cast import assemble

    cast = assemble()
    admin = cast.client(cast.system_admin)
    run = brought(admin, "people", PEOPLE)
    key = Person.objects.get(police_number="700001").pk
    admin.post(f"/organisation/people/{key}/post/", {"unit": cast.station.pk, "role": "chief", "starts": "2026-06-01", "order_number": "1"})
    brought(admin, "people", "警号,姓名\n700001,钱新\n")
    act(admin, run, "undo")
    assert (run.state, cast.system_admin.name in run.trouble) == ("applied", True)
    assert Person.objects.filter(police_number__startswith="7").count() == 2


def test_a_stopped_import_writes_nothing_and_may_go_on(admin):
    run = bring(admin, "people", PEOPLE)
    admin.post(f"/imports/{run.pk}/apply/")
    act(admin, run, "cancel")
    assert (run.state, Person.objects.filter(police_number__startswith="7").exists()) == ("checked", False)
    assert act(admin, run, "apply").state == "applied"


def test_a_discarded_sheet_leaves_no_row_and_no_file(admin):
    run = bring(admin, "people", PEOPLE)
    admin.post(f"/imports/{run.pk}/discard/")
    run.refresh_from_db()
    assert (run.state, run.rows.exists(), StoredFile.objects.exists()) == ("discarded", False, False)


@pytest.mark.requirement("R24")
@pytest.mark.parametrize("name", ["a.xls", "a.xlsm", "a.xlsx", "a.csv", "a.exe"])
def test_a_web_page_under_another_name_is_turned_away_at_once(admin, name):
    admin.post("/imports/people/", {"file": SimpleUploadedFile(name, b"<html><table><tr><td>1</td></tr></table></html>")})
    assert not Import.objects.exists()


@pytest.mark.requirement("R24")
def test_what_only_a_closer_look_finds_is_turned_away_by_the_job(admin):
    from tests.sheets.files import raw_book, sheet_xml

    run = bring(admin, "people", raw_book('<!DOCTYPE x [<!ENTITY a "b">]>' + sheet_xml("")), "a.xlsx")
    assert (run.state, run.rows.exists()) == ("refused", False)
    assert run.trouble in admin.get(f"/imports/{run.pk}/").content.decode()


def test_cells_pasted_from_wps_are_read(admin):
    admin.post("/imports/people/", {"text": "警 号\t姓　名\n７０００１\t王 小 明\n"})
    work()
    assert Import.objects.get().rows.get().data == {"police_number": "70001", "name": "王小明", "initials": "wxm"}


@pytest.mark.parametrize("role", ["officer", "clerk", "security_admin", "inspector"])
def test_whoever_may_not_import_people_sees_nothing_of_it(cast, admin, role):
    run = bring(admin, "people", PEOPLE)
    client = cast.client(cast.named[role])
    addresses = ("/imports/people/", "/imports/people/template/", f"/imports/{run.pk}/", f"/imports/{run.pk}/errors/")
    assert {client.get(address).status_code for address in addresses} == {404}
    assert client.post(f"/imports/{run.pk}/apply/").status_code == 404


@pytest.mark.requirement("R21")
def test_a_right_lost_meanwhile_stops_the_job(admin, cast):
    from django.utils import timezone

    run = bring(admin, "people", PEOPLE)
    admin.post(f"/imports/{run.pk}/apply/")
    cast.system_admin.posts.update(ends=timezone.localdate())
    with pytest.raises(PermissionError):
        work()
    assert not Person.objects.filter(police_number__startswith="7").exists()
