"""Notices with receipts: who receives one, who sees who has not answered, and that nobody gets anything twice or for nothing."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from haidian_policing.jobs.models import Notice, OutboxMessage
from haidian_policing.jobs.tasks import drain
from haidian_policing.notices.actions import circulars
from haidian_policing.notices.models import Circular, Receipt
from tests.notes.test_files import PDF, SimpleUploadedFile


def sent(cast, author="chief", **more) -> Circular:
    given = {"title": "本周例会改期", "text": "改为周五下午三点", "units": [cast.station], "roles": [], "people": []} | more
    return circulars.send(author=cast.standing(getattr(cast, author)), at=timezone.now(), **given)


def names(rows) -> set:
    return {row.person.police_number for row in rows}


def test_a_chief_reaches_his_station_and_nobody_else(cast):
    circular = sent(cast, units=[cast.station, cast.other_station, cast.street])
    reached = names(circular.receipts.select_related("person"))
    assert cast.officer.police_number in reached and cast.clerk.police_number in reached
    assert cast.chief.police_number not in reached
    assert not reached & {cast.other_officer.police_number, cast.liaison.police_number}


def test_the_performance_office_reaches_posts_of_all_stations_and_single_people(cast):
    circular = sent(cast, "performance", units=[cast.station, cast.other_station], roles=["clerk"], people=[cast.liaison.pk])
    expected = {cast.clerk.police_number, cast.other_clerk.police_number, cast.liaison.police_number}
    assert names(circular.receipts.select_related("person")) == expected


def test_nobody_reached_sends_nothing(cast):
    assert sent(cast, roles=["liaison"]) is None
    assert not Circular.objects.exists() and not OutboxMessage.objects.exists()


def test_the_page_sends_once_with_its_file_and_each_is_told_once(cast, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client = cast.client(cast.chief)
    form = {"title": "例会", "text": "周五", "units": [cast.squad.pk], "people": f"{cast.clerk.police_number}，", "once": "tok"}
    for _twice in range(2):
        form["files"] = SimpleUploadedFile("议程.pdf", PDF)
        answer = client.post("/notices/circulars/new/", form)
        assert answer.status_code == 302, answer.content.decode()
    assert Circular.objects.count() == 1
    assert drain() >= 1
    drain()
    told = Notice.objects.filter(path__startswith="/notices/circulars/")
    assert told.count() == Receipt.objects.count() == told.values("person").distinct().count()
    body = cast.client(cast.clerk).get(told[0].path).content.decode()
    assert "议程.pdf" in body and "已阅，回执" in body


@pytest.mark.parametrize("wrong", [{"units": []}, {"people": "999999"}, {"answer_by": "2020-01-01T10:00"}, {"title": ""}])
def test_what_is_wrong_is_said_and_nothing_is_sent(cast, wrong):
    form = {"title": "例会", "text": "周五", "units": [cast.squad.pk]} | wrong
    assert cast.client(cast.chief).post("/notices/circulars/new/", form).status_code == 400
    assert not Circular.objects.exists()


def test_a_receipt_is_given_once_and_only_ones_own(cast):
    circular = sent(cast)
    path = f"/notices/circulars/{circular.pk}/confirm/"
    for words in ("收到", "再改"):
        cast.client(cast.officer).post(path, {"words": words})
    row = Receipt.objects.get(person=cast.officer)
    assert row.answered_at and row.words == "收到"
    assert Receipt.objects.waiting().count() == Receipt.objects.count() - 1
    assert cast.client(cast.other_officer).post(path).status_code == 404


@pytest.mark.parametrize(("role", "sees"), [("chief", True), ("clerk", True), ("officer", False), ("captain", False)])
def test_the_author_and_the_units_liaison_see_who_has_not_answered(cast, role, sees):
    circular = sent(cast)
    body = cast.client(getattr(cast, role)).get(f"/notices/circulars/{circular.pk}/").content.decode()
    assert ("未回执人员" in body) is sees


def test_a_liaison_sees_his_own_unit_only(cast):
    circular = sent(cast, "performance", units=[cast.station, cast.other_station], roles=["officer", "clerk"])
    body = cast.client(cast.clerk).get(f"/notices/circulars/{circular.pk}/").content.decode()
    assert "2 / 2" in body
    assert "4 / 4" in cast.client(cast.performance).get(f"/notices/circulars/{circular.pk}/").content.decode()
    assert cast.client(cast.performance_head).get(f"/notices/circulars/{circular.pk}/").status_code == 404


def test_those_who_have_not_answered_are_urged_once_an_hour(cast):
    circular = sent(cast, roles=["officer", "captain"])
    circulars.confirm(circular.receipts.all(), actor=cast.officer, at=timezone.now())
    one, clerk, at = Circular.objects.filter(pk=circular.pk), cast.standing(cast.clerk), timezone.now()
    assert [circulars.urge(one, actor=clerk, at=moment) for moment in (at, at + timedelta(minutes=59))] == [1, 0]
    drain()
    assert [row.person for row in Notice.objects.filter(kind="warning")] == [cast.captain]
    assert circulars.urge(one, actor=clerk, at=at + timedelta(minutes=61)) == 1
    assert circulars.urge(one, actor=cast.standing(cast.other_clerk), at=at + timedelta(hours=5)) == 0


@pytest.mark.requirement("R45")
def test_a_notice_that_was_rolled_back_reaches_nobody(cast):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        sent(cast)
        _ = 1 / 0
    drain()
    assert not Notice.objects.exists() and not Receipt.objects.exists()


@pytest.mark.requirement("R45")
def test_a_worker_killed_in_the_middle_of_telling_tells_everybody_once(cast, monkeypatch):
    sent(cast)
    whole = Notice.objects.bulk_create

    def killed(rows, **options):
        whole(rows[:2], **options)
        raise OSError("killed")

    monkeypatch.setattr(Notice.objects, "bulk_create", killed)
    drain()
    assert not Notice.objects.exists()
    monkeypatch.setattr(Notice.objects, "bulk_create", whole)
    drain()
    assert Notice.objects.count() == Receipt.objects.count()


def test_copied_text_says_nothing_of_the_content(cast):
    circular = sent(cast, text="涉及某某的内容")
    body = cast.client(cast.officer).get(f"/notices/circulars/{circular.pk}/").content.decode()
    copied = body.split('data-copy="')[1].split('"')[0]
    assert "【通知】本周例会改期" in copied and "某某" not in copied


def test_the_list_costs_the_same_for_one_and_many(cast, django_assert_num_queries):
    client, counts = cast.client(cast.clerk), []
    client.get("/notices/circulars/")
    for some in (1, 12):
        for number in range(some):
            sent(cast, title=f"通知{number}", roles=["clerk"])
        with django_assert_num_queries(20, exact=False) as caught:
            assert "通知0" in client.get("/notices/circulars/").content.decode()
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_the_officer_sends_nothing(cast):
    assert cast.client(cast.officer).get("/notices/circulars/new/").status_code == 404
