"""Units, people, posts and absences from a sheet: what an office writes is understood, what cannot be is told."""

from datetime import date
from io import BytesIO

import pytest

from haidian_policing.audit.models import AuditEvent
from haidian_policing.imports.kinds import IMPORTS
from haidian_policing.organisation.models import Absence, Person, Post, Unit
from haidian_policing.sheets import Staging, read
from tests.imports.bringing import act, bring, brought

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


def test_units_come_with_station_and_squad_from_what_they_belong_to(admin):
    run = brought(admin, "units", UNITS)
    assert (run.state, run.counts) == ("applied", {"new": 4, "changed": 0, "unchanged": 0, "wrong": 0})
    station, squad, group, street = (Unit.objects.get(code=code) for code in ("S9", "S9-1", "S9-1-1", "J9"))
    assert station.station == squad.station == group.station == street.station == station
    assert group.squad == squad.squad == squad
    assert street.parent is None


@pytest.mark.parametrize(("kind", "text"), [("units", UNITS), ("people", PEOPLE), ("posts", PEOPLE)])
def test_importing_twice_changes_nothing(admin, kind, text):
    if kind == "posts":
        brought(admin, "people", PEOPLE)
        text = POSTS
    brought(admin, kind, text)
    before = list(Unit.objects.values()), list(Person.objects.values()), list(Post.objects.values())
    run = brought(admin, kind, text)
    assert run.counts["unchanged"] > 0
    assert run.counts["new"] == run.counts["changed"] == 0
    assert (list(Unit.objects.values()), list(Person.objects.values()), list(Post.objects.values())) == before


def test_people_come_without_an_account_and_names_lose_inner_spaces(admin):
    brought(admin, "people", PEOPLE)
    person = Person.objects.get(police_number="700001")
    assert (person.name, person.phone, person.has_account, person.initials) == ("钱一", "10012345678", False, "qy")
    assert person.joined_on == date(2020, 7, 1)


def test_a_telephone_number_is_corrected_and_taken_back(admin):
    brought(admin, "people", PEOPLE)
    run = brought(admin, "people", "警号,姓名,手机\n700001,钱一,10087654321\n")
    assert run.counts["changed"] == 1
    assert Person.objects.get(police_number="700001").phone == "10087654321"
    page = admin.get(f"/imports/{run.pk}/?state=changed").content.decode()
    assert "***" in page and "700001" in page
    assert "10087654321" not in page
    act(admin, run, "undo")
    assert Person.objects.get(police_number="700001").phone == "10012345678"


def test_posts_count_after_the_import_and_the_import_is_in_the_log(admin, cast):
    brought(admin, "people", PEOPLE)
    brought(admin, "posts", POSTS)
    assert Post.objects.get(person__police_number="700001").unit == cast.station
    assert AuditEvent.objects.filter(action="rights", detail__sheet="posts", detail__new=1).exists()


def test_units_by_short_name_people_by_name_and_namesakes_by_number(admin, cast):
    brought(admin, "people", PEOPLE + "700003,孙二,,\n")
    run = bring(admin, "posts", "警号,单位,职务,起始日期\n钱 一,1所,所长,2026-03-01\n孙二,1所,内勤,2026-03-01\n")
    assert run.counts["new"] == 1
    [[_column, value, _reason, suggestion]] = run.rows.get(state="wrong").problems
    assert (value, suggestion) == ("孙二", "700002、700003")
    act(admin, run, "apply")
    assert Post.objects.get(person__police_number="700001").unit == cast.station


def test_periods_that_overlap_are_told_within_the_file_and_with_what_exists(admin, cast):
    number = cast.chief.police_number
    run = bring(
        admin,
        "posts",
        f"警号,单位,职务,起始日期,截止日期\n{number},S1,所长,2026-06-01,\n{number},S2,所长,2026-06-01,\n{number},S2,所长,2026-07-01,\n",
    )
    assert [row.number for row in run.rows.filter(state="wrong")] == [2, 4]


def test_nobody_imports_a_post_for_himself(admin, cast):
    run = bring(admin, "posts", f"警号,单位编码,职务,起始日期\n{cast.system_admin.police_number},B,分局领导,2026-03-01\n")
    assert run.counts["wrong"] == 1


def test_absences_come_with_order_number_and_cover(admin, cast):
    row = f"{cast.officer.police_number},年休假,2026-12-01,2026-12-05,{cast.captain.police_number},假1号"
    run = brought(admin, "absences", f"警号,离岗类别,起始日期,最后一天,代班人,文号\n{row}\n")
    assert run.state == "applied", run.trouble or [row.problems for row in run.rows.all()]
    absence = Absence.objects.get()
    assert (absence.last_day, absence.cover, absence.order_number) == (date(2026, 12, 5), cast.captain, "假1号")


@pytest.mark.parametrize("kind", ["units", "people", "posts", "absences"])
def test_the_template_reads_back_as_an_empty_sheet(admin, cast, kind):
    answer = admin.get(f"/imports/{kind}/template/")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    staging = Staging(IMPORTS[kind].reading_columns(cast.system_admin), read(BytesIO(answer.content), "t.xlsx"))
    assert staging.usable
    assert list(staging) == []
