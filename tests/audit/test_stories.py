"""The history of a row told as a story: who, when, which field, before and after."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from grids.actions import verify
from grids.models import Grid, TaskLog
from haidian_policing.audit.stories import Entry, by_day, history_of
from haidian_policing.organisation.models import PHONE, Person, Post, Unit
from haidian_policing.sealing import fingerprint, seal
from tests.examples import EXAMPLES


def told(entries) -> list[tuple[str, str]]:
    return [(entry.who, entry.note) for entry in entries]


def test_a_change_in_the_browser_names_who_and_both_values(cast):
    admin = cast.client(cast.system_admin)
    post = cast.clerk.posts.get()
    admin.post(f"/organisation/posts/{post.pk}/end/", {"last_day": "2026-12-31"})
    changed, entered = history_of(Post.objects.get(pk=post.pk))
    assert (changed.who, changed.tone) == (cast.system_admin.name, "info")
    assert changed.note == "最后一天：- → 2026-12-31"
    assert cast.clerk.name in entered.note


@pytest.mark.requirement("R52")
def test_raw_sql_leaves_a_history_row_too(cast):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisation_unit SET short_name = '新名' WHERE id = %s", [cast.station.pk])
    Unit.objects.filter(pk=cast.station.pk).update(order=777)
    notes = [entry.note for entry in history_of(cast.station)]
    assert "777" in notes[0]
    assert "新名" in notes[1]


@pytest.mark.requirement("R16")
def test_sealed_columns_are_never_told(cast):
    cast.officer.phone = "10012345678"
    type(cast.officer).objects.bulk_update([cast.officer], ["phone_sealed", "phone_hash"])
    assert all("100" not in entry.note.replace("100000", "") for entry in history_of(cast.officer)[:1])
    assert "***" in history_of(cast.officer)[0].note


def test_the_statements_do_not_grow_with_the_rows(cast, django_assert_num_queries):
    posts = list(Post.objects.all())
    for some in (posts[:2], posts):
        with django_assert_num_queries(3):
            history_of(*some)


def test_a_noun_with_a_ledger_is_told_by_its_events(cast):
    log = TaskLog.objects.get(pk=EXAMPLES["task log"](cast)[0]["pk"])
    verify(TaskLog.objects.filter(pk=log.pk), actor=cast.standing(cast.captain), at=timezone.now(), note="属实")
    verified, logged = history_of(log)
    assert (verified.who, verified.what, verified.note) == (cast.captain.name, "核验通过", "状态：待核验 → 核验通过\n属实")
    assert (logged.who, logged.what) == (cast.officer.name, "登记")


def test_a_number_sealed_anew_is_no_change(cast):
    only, numbers = Person.objects.filter(pk=cast.officer.pk), ("10012345678", "10012345678", "10012345679")
    for number in numbers:
        only.update(phone_sealed=seal(number, PHONE), phone_hash=fingerprint(number, PHONE))
    changes = [entry for entry in history_of(only.get()) if entry.changes and entry.changes[0].before]
    assert len(changes) == 2, "the first number and the other one"


def test_what_one_did_to_many_at_once_is_one_line_under_its_day():
    noon = timezone.make_aware(datetime(2026, 11, 26, 12))
    many = [Entry(noon, "王", "岗位已修改", why=str(number)) for number in range(12)]
    two = [{"at": noon - timedelta(minutes=1), "who": "王", "what": "签收"} for _ in range(2)]
    before = [Entry(noon - timedelta(days=1), "李", "岗位已修改")]
    days = by_day([*many, *two, *before])
    assert [day for day, _lines in days] == [date(2026, 11, 26), date(2026, 11, 25)]
    assert [len(others) for _event, others in days[0][1]] == [11, 0, 0]
    assert by_day([]) == []


def test_the_page_tells_who_did_what_and_narrows(cast):
    Grid.objects.filter(pk=cast.grid.pk).update(population=6100)
    path = f"/notes/on/grid/{cast.grid.pk}/history/"
    client = cast.client(cast.chief)
    whole = client.get(path).content.decode()
    assert "5000 → 6100" in whole and cast.officer.name in whole
    assert "网格修改" in whole and "网格民警登记" in whole
    assert "5000 → 6100" not in client.get(path, {"what": "没有"}).content.decode()
    assert cast.client(cast.other_chief).get(path).status_code == 404
    assert client.get(f"/notes/on/ticket/{cast.grid.pk}/history/").status_code == 404
