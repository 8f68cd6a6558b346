"""Units, people and posts from a sheet: dry run, all the sound rows or nothing, twice without effect."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from haidian_policing.audit.models import AuditEvent
from haidian_policing.organisation.lists import SHEETS
from haidian_policing.organisation.models import Import, Person, Post, Unit
from haidian_policing.sheets import read, template_workbook

UNITS = """单位编码,单位类别,全称,简称,上级编码,建制序,类型
S9,派出所,第九派出所,9所,B,900,户籍派出所
S9-1,队(室),社区警务队,社区队,S9,901,社区警务队
S9-1-1,警组,一组,一组,S9-1,902,
J9,街镇,第九街道,街9,S9,990,
"""
PEOPLE = "警号,姓名,手机,入职日期\n700001,钱 一,10012345678,2020年7月1日\n700002,孙二,,2021-07-01\n"
POSTS = "警号,单位编码,职务,起始日期,文号\n700001,S1,所长,2026-03-01,海公任〔2026〕1号\n"


@pytest.fixture
def admin(cast):
    return cast.client(cast.system_admin)


def bring(admin, kind: str, text: str, **apply) -> Import:
    upload = SimpleUploadedFile("表.csv", text.encode("gb18030"))
    admin.post(f"/organisation/imports/{kind}/", {"file": upload})
    run = Import.objects.first()
    assert admin.get(f"/organisation/imports/{run.pk}/").status_code == 200
    admin.post(f"/organisation/imports/{run.pk}/apply/", apply)
    run.refresh_from_db()
    return run


def test_units_come_with_station_and_squad_from_what_they_belong_to(admin):
    run = bring(admin, "units", UNITS, all="1")
    assert run.counts == {"new": 4, "changed": 0, "unchanged": 0, "wrong": 0}
    station, squad, group, street = (Unit.objects.get(code=code) for code in ("S9", "S9-1", "S9-1-1", "J9"))
    assert station.station == squad.station == group.station == street.station == station
    assert group.squad == squad.squad == squad
    assert street.parent is None


@pytest.mark.parametrize(("kind", "text"), [("units", UNITS), ("people", PEOPLE)])
def test_importing_twice_changes_nothing(admin, kind, text):
    bring(admin, kind, text, all="1")
    before = list(Unit.objects.values()), list(Person.objects.values())
    run = bring(admin, kind, text, all="1")
    assert run.counts["unchanged"] + run.counts["new"] == run.counts["unchanged"] > 0
    assert (list(Unit.objects.values()), list(Person.objects.values())) == before


def test_people_come_without_an_account_and_names_lose_inner_spaces(admin):
    bring(admin, "people", PEOPLE)
    person = Person.objects.get(police_number="700001")
    assert (person.name, person.initials, person.phone, person.has_account) == ("钱一", "qy", "10012345678", False)


def test_posts_count_after_the_import_and_the_import_is_in_the_log(admin, cast):
    bring(admin, "people", PEOPLE)
    bring(admin, "posts", POSTS)
    assert Post.objects.get(person__police_number="700001").unit == cast.station
    assert AuditEvent.objects.filter(action="rights", detail__sheet="posts", detail__new=1).exists()


def test_wrong_rows_are_told_with_row_and_reason_and_left_out(admin):
    bring(admin, "people", PEOPLE)
    wrong = POSTS + "799999,S1,所长,2026-03-01,\n700002,S1,飞行员,2026-03-01,\n"
    upload = SimpleUploadedFile("表.csv", wrong.encode())
    admin.post("/organisation/imports/posts/", {"file": upload})
    run = Import.objects.first()
    page = admin.get(f"/organisation/imports/{run.pk}/").content.decode()
    assert "799999" in page
    assert "飞行员" in page
    assert admin.get(f"/organisation/imports/{run.pk}/errors/").content[:2] == b"PK"
    admin.post(f"/organisation/imports/{run.pk}/apply/", {"all": "1"})
    assert not Post.objects.filter(person__police_number="700001").exists()
    admin.post(f"/organisation/imports/{run.pk}/apply/")
    assert Post.objects.filter(person__police_number__startswith="7").count() == 1


def test_two_rows_that_overlap_import_nothing(admin):
    bring(admin, "people", PEOPLE)
    run = bring(admin, "posts", POSTS + "700001,S1,所长,2026-04-01,\n700002,S1,内勤,2026-04-01,\n")
    assert run.applied_at is None
    assert not Post.objects.filter(person__police_number__startswith="7").exists()


def test_an_import_is_applied_once(admin):
    run = bring(admin, "people", PEOPLE)
    assert admin.post(f"/organisation/imports/{run.pk}/apply/").status_code == 404
    assert bytes(run.content) == b""


def test_nobody_imports_a_post_for_himself(admin, cast):
    run = bring(admin, "posts", f"警号,单位编码,职务,起始日期\n{cast.system_admin.police_number},B,分局领导,2026-03-01\n")
    assert run.applied_at is None


@pytest.mark.parametrize("kind", SHEETS)
def test_the_template_reads_back_as_an_empty_sheet(admin, kind):
    answer = admin.get(f"/organisation/imports/{kind}/template/")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    staged = SHEETS[kind].staged(read(BytesIO(answer.content), "t.xlsx"))
    assert staged.usable
    assert not staged.rows
    assert template_workbook("x", SHEETS[kind].to_fill_in())
