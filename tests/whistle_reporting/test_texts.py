"""Standard texts: everybody's and one's own, kept by who may, offered by state, class and item where a note is written."""

import pytest

from grids import seeds as seeds_of_grids
from grids.models import TaskEntry
from haidian_policing.pages.editing import versions_of
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.models import StandardText
from whistle_reporting.seeds import seed

FORM = {"text": "已联系街道城管科", "state": "dispatched", "klass": "any", "item_code": ""}


@pytest.fixture
def desk(cast):
    seed(NOON)
    return Desk(cast)


def page_of(cast, person, part) -> str:
    return cast.client(person).get(f"/tickets/{part.ticket_id}/").content.decode()


def test_ones_own_text_is_offered_to_oneself_where_it_fits(cast, desk):
    part = desk.part()
    client = cast.client(cast.duty_officer)
    client.post("/tickets/texts/", FORM)
    client.post("/tickets/texts/", FORM | {"text": "别的事项", "item_code": "Z09"})
    client.post("/tickets/texts/", FORM | {"text": "别的状态", "state": "arrived"})
    mine, others = page_of(cast, cast.duty_officer, part), page_of(cast, cast.chief, part)
    assert ">已联系街道城管科</button>" in mine
    assert "别的事项" not in mine and "别的状态" not in mine
    assert "已联系街道城管科" not in others and "已收悉" in others


def test_everybodys_texts_are_kept_by_who_has_the_right(cast, desk):
    shared = StandardText.objects.filter(owner=None).first()
    change = {"text": "新的说法", "version": versions_of([shared])[shared.pk], "state": shared.state, "klass": shared.klass, "shared": "on"}
    assert cast.client(cast.officer).post(f"/tickets/texts/{shared.pk}/", change).status_code == 404
    admin = cast.client(cast.system_admin)
    admin.post(f"/tickets/texts/{shared.pk}/", change | {"version": "9999999"})
    assert StandardText.objects.get(pk=shared.pk).text == shared.text
    admin.post(f"/tickets/texts/{shared.pk}/", change)
    assert StandardText.objects.get(pk=shared.pk).text == "新的说法"
    before = StandardText.objects.filter(owner=None).count()
    admin.post("/tickets/texts/", FORM | {"shared": "on"})
    cast.client(cast.officer).post("/tickets/texts/", FORM | {"shared": "on"})
    assert StandardText.objects.filter(owner=None).count() == before + 1


def test_a_foreign_text_looks_absent(cast, desk):
    own = StandardText.objects.create(owner=cast.officer, state="any", klass="any", text="我的")
    client = cast.client(cast.captain)
    assert [client.get(f"/tickets/texts/{own.pk}/").status_code, client.post(f"/tickets/texts/{own.pk}/remove/").status_code] == [404, 404]
    assert "我的" not in client.get("/tickets/texts/").content.decode().split("<tbody")[1].split("</tbody")[0]
    cast.client(cast.officer).post(f"/tickets/texts/{own.pk}/remove/")
    assert not StandardText.objects.filter(pk=own.pk).exists()


def test_a_ticket_asks_for_its_texts_once_however_many_steps_are_open(cast, desk, django_assert_num_queries):
    part = desk.brought_to("rectifying")
    client = cast.client(cast.captain)
    client.get(f"/tickets/{part.ticket_id}/")
    with django_assert_num_queries(25, exact=False) as caught:
        client.get(f"/tickets/{part.ticket_id}/")
    asked = [row["sql"] for row in caught.captured_queries if "whistle_reporting_standardtext" in row["sql"]]
    assert len(asked) == 1  # for the steps and for a note


def test_texts_for_task_logs_and_grids_are_offered_there(cast, desk):
    seeds_of_grids.seed(NOON)
    officer = cast.client(cast.officer)
    officer.post("/tickets/texts/", FORM | {"text": "我的走访用语", "state": "task_log"})
    entry = TaskEntry.objects.filter(evidence="note").first() or TaskEntry.objects.exclude(evidence="count").first()
    page = officer.get(f"/grids/tasks/log/{entry.pk}/").content.decode()
    assert ">我的走访用语</button>" in page and ">已按要求完成，现场无异常。</button>" in page
    body = officer.get(f"/grids/{cast.grid.pk}/").content.decode()
    assert "本周重点：出租房屋" in body and "我的走访用语" not in body
