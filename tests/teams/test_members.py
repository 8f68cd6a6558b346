"""What a volunteer may ask for: to see all that is held, to have it put right, to have it erased while the numbers stay."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from haidian_policing.audit.models import AuditEvent
from haidian_policing.exports.models import Export
from haidian_policing.imports.models import Import
from haidian_policing.sealing import unseal
from teams.models import Member
from teams.seeds import seed
from tests.exports.reading import printed
from tests.imports.bringing import act, bring, brought
from tests.teams.conftest import team_of

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R56")]
NAME, PHONE = "欧阳淑珍", "10012345678"
SHEET = f"团队,组成,姓名,手机,用人单位,入职日期\n一号社区警务团队,X,{NAME},{PHONE},学院路志愿者协会,2026-01-01\n"


@pytest.fixture
def volunteer(cast) -> Member:
    seed(timezone.now())
    team_of(cast, "", "一号社区警务团队")
    brought(cast.client(cast.chief), "members", SHEET)
    return Member.objects.get()


def page(member: Member, name: str = "member_detail") -> str:
    return reverse(f"teams:{name}", kwargs={"pk": member.pk})


def held_anywhere(*words: str) -> list[str]:
    """Tables of which a row holds one of the words, in whatever column."""
    found = []
    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True) if model._meta.managed} & set(
        connection.introspection.table_names()
    )
    with connection.cursor() as cursor:
        for table in sorted(tables):
            cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}" row WHERE row::text LIKE ANY(%s))', [[f"%{word}%" for word in words]])
            found += [table] if cursor.fetchone()[0] else []
    return found


def test_all_that_is_held_is_handed_out_as_a_file(volunteer, cast):
    export, pages = printed(cast.client(cast.chief), "teams:member_file", volunteer.pk)
    for words in (NAME, PHONE, "学院路志愿者协会", "2026-01-01", "表.csv", cast.chief.name):
        assert words in pages[0], words
    shown = {"id", "team", "part", "name", "person", "phone_sealed", "phone_hash", "phone_tail", "employer", "contract_ends"}
    shown |= {"joined_on", "left_on", "took_part_on", "is_minor", "guardian"}
    assert {field.name for field in Member._meta.concrete_fields} == shown, "a new field belongs on the paper too"
    assert AuditEvent.objects.filter(action="export", object_key=str(export.pk)).exists()


def test_what_is_wrong_is_put_right_and_the_log_holds_nothing_of_it(volunteer, cast):
    client = cast.client(cast.clerk)
    drawn = client.get(page(volunteer)).content.decode()
    assert NAME in drawn and PHONE not in drawn and PHONE[-4:] in drawn
    seen = drawn.partition('name="seen" value="')[2].partition('"')[0]
    right = {"name": "欧阳淑贞", "phone": "10087654321", "employer": "", "joined_on": "2026-01-02", "seen": seen}
    assert client.post(page(volunteer), right).status_code == 302
    volunteer.refresh_from_db()
    assert (volunteer.name, unseal(volunteer.phone_sealed, Member.PHONE), volunteer.phone_tail) == ("欧阳淑贞", "10087654321", "4321")
    told = AuditEvent.objects.get(action="concerned")
    assert (told.actor, told.object_key, told.detail) == (cast.clerk, str(volunteer.pk), {"what": "correction"})
    late = client.post(page(volunteer), right | {"name": "别名"})
    assert late.status_code == 400 and "其间有人改过" in late.content.decode() and 'value="别名"' in late.content.decode()
    volunteer.refresh_from_db()
    assert volunteer.name == "欧阳淑贞"


WRONG = [({"left_on": "2025-01-01"}, "早于"), ({"is_minor": "on"}, "监护人"), ({"phone": "x"}, "有效"), ({"name": ""}, "必填")]


@pytest.mark.parametrize(("wrong", "words"), WRONG)
def test_what_cannot_be_is_refused(volunteer, cast, wrong, words):
    given = {"name": NAME, "joined_on": "2026-01-01", "seen": "x"} | wrong
    response = cast.client(cast.clerk).post(page(volunteer), given)
    assert response.status_code == 400 and Member.objects.get().name == NAME
    assert words in response.content.decode().partition("<main")[2], response.content.decode().partition("error-summary")[2][:600]


def test_erasing_clears_rows_sheets_and_files_and_the_numbers_stay(volunteer, cast, django_capture_on_commit_callbacks):
    chief, before = cast.client(cast.chief), timezone.localdate() - timedelta(days=1)
    export, _pages = printed(chief, "teams:member_file", volunteer.pk)
    waiting = bring(chief, "members", SHEET.replace("X,", "N1,"))
    paper = Path(export.file.file.path)
    counts = Member.objects.on(before).by_part([volunteer.team_id])
    digest = bytes(volunteer.phone_hash).hex()
    assert {"teams_member", "imports_stagedrow"} <= set(held_anywhere(NAME, digest))
    with django_capture_on_commit_callbacks(execute=True):
        assert chief.post(page(volunteer, "member_erase")).status_code == 302
    assert held_anywhere(NAME, digest, PHONE) == []
    assert Member.objects.on(before).by_part([volunteer.team_id]) == counts == {volunteer.team_id: {"x": 1}}
    assert Import.objects.get(pk=waiting.pk).state == "discarded"
    export.refresh_from_db()
    assert export.file is None and not paper.exists() and chief.get(f"/exports/{export.pk}/file/").status_code == 404
    assert "没有找到" in chief.get(f"/search/?q={NAME}").content.decode()
    assert NAME not in chief.get(reverse("teams:team_detail", kwargs={"pk": volunteer.team_id})).content.decode()
    assert chief.get(page(volunteer)).status_code == 404


def test_undoing_the_sheet_brings_nobody_back(volunteer, cast):
    chief, run = cast.client(cast.chief), Import.objects.get()
    chief.post(page(volunteer, "member_erase"))
    act(chief, run, "undo")
    assert held_anywhere(NAME) == []


@pytest.mark.requirement("R14")
def test_a_member_of_another_station_is_absent(volunteer, cast):
    for name in ("member_detail", "member_erase", "member_file"):
        assert cast.client(cast.other_chief).post(page(volunteer, name)).status_code == 404
    assert cast.client(cast.officer).get(page(volunteer)).status_code == 404
    assert cast.client(cast.clerk).post(page(volunteer, "member_file")).status_code == 404  # the number in full is not the clerk's
    assert Member.objects.get().name == NAME and not Export.objects.exists()
