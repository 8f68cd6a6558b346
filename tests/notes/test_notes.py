"""Notes on any object: whoever sees it sees them, the street none that are internal; changed for half an hour, never lost."""

from datetime import timedelta

import pytest
from django.utils import timezone

from haidian_policing.audit.stories import history_of
from haidian_policing.notes import actions
from haidian_policing.notes.models import Note
from haidian_policing.notes.registry import SUBJECTS
from tests.examples import EXAMPLES
from tests.test_payloads import MARKUP, raw
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting.seeds import seed

KINDS = ("grid", "team", "site", "edition")


def address(kind: str, key: int) -> str:
    return SUBJECTS[kind].address(key)


@pytest.fixture
def ticket(cast):
    seed(NOON)
    return Desk(cast).blown()


@pytest.mark.parametrize("kind", KINDS)
def test_a_note_stands_on_every_kind_of_object_and_one_click_more_writes_no_second(cast, kind):
    key = EXAMPLES[kind](cast)[0]["pk"]
    client = cast.client(cast.chief)
    assert "暂无备注" in client.get(address(kind, key)).content.decode()
    for _twice in range(2):
        client.post(f"/notes/on/{kind}/{key}/", {"text": "东门门禁已修好", "once": "abc123"})
    assert Note.objects.get().text == "东门门禁已修好"
    assert "东门门禁已修好" in client.get(address(kind, key)).content.decode()


def test_many_notes_cost_as_many_statements_as_one(cast, django_assert_num_queries):
    officer = cast.standing(cast.chief)
    client = cast.client(cast.chief)
    with django_assert_num_queries(30, exact=False):
        client.get(address("grid", cast.grid.pk))
    counts = []
    for some in (1, 20):
        for number in range(some):
            actions.write("grid", cast.grid.pk, actor=officer, at=timezone.now(), text=f"第{number}条")
        with django_assert_num_queries(30, exact=False) as caught:
            client.get(address("grid", cast.grid.pk))
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_the_other_station_neither_writes_nor_reads(cast, ticket):
    client = cast.client(cast.other_chief)
    for path in (f"/notes/on/ticket/{ticket.pk}/", f"/notes/on/ticket/{ticket.pk + 999}/", "/notes/on/nothing/1/"):
        assert client.post(path, {"text": "x"}).status_code == 404
    actions.write("ticket", ticket.pk, actor=cast.standing(cast.chief), at=timezone.now(), text="x")
    assert client.post(f"/notes/{Note.objects.get().pk}/withdraw/").status_code == 404
    assert not Note.objects.visible_to(cast.standing(cast.other_chief)).exists()
    assert Note.objects.visible_to(cast.standing(cast.liaison)).exists()


def test_what_is_internal_stays_with_the_police(cast, ticket):
    for actor, text in ((cast.chief, "内部研判"), (cast.liaison, "街道备注")):
        cast.client(actor).post(f"/notes/on/ticket/{ticket.pk}/", {"text": text, "internal": "1"})
    street, police = (cast.client(person).get(address("ticket", ticket.pk)).content.decode() for person in (cast.liaison, cast.captain))
    assert "内部研判" in police and "内部研判" not in street
    assert "街道备注" in street and "街道备注" in police


def test_a_note_is_changed_while_fresh_and_its_former_text_is_kept(cast):
    client, other = cast.client(cast.captain), cast.client(cast.chief)
    client.post(f"/notes/on/grid/{cast.grid.pk}/", {"text": "旧"})
    note = Note.objects.get()
    other.post(f"/notes/{note.pk}/amend/", {"text": "别人改", "version": 0})
    client.post(f"/notes/{note.pk}/amend/", {"text": "新", "version": 0})
    client.post(f"/notes/{note.pk}/amend/", {"text": "旧页面再改", "version": 0})
    note.refresh_from_db()
    assert (note.text, note.revision) == ("新", 1)
    assert "旧 → 新" in history_of(note)[0].note
    Note.objects.update(added_at=timezone.now() - timedelta(minutes=31))
    client.post(f"/notes/{note.pk}/amend/", {"text": "晚了", "version": 1})
    assert Note.objects.get().text == "新"


def test_a_withdrawn_note_leaves_a_line_without_its_text(cast):
    client = cast.client(cast.captain)
    client.post(f"/notes/on/grid/{cast.grid.pk}/", {"text": "写错了的话"})
    key = Note.objects.get().pk
    cast.client(cast.chief).post(f"/notes/{key}/withdraw/")
    assert Note.objects.get().withdrawn_at is None
    client.post(f"/notes/{key}/withdraw/")
    body = client.get(address("grid", cast.grid.pk)).content.decode()
    assert "写错了的话" not in body and "该备注已撤回" in body


@pytest.mark.requirement("R27")
def test_hostile_notes_are_kept_and_shown_as_letters(cast):
    client = cast.client(cast.captain)
    for payload in MARKUP:
        client.post(f"/notes/on/grid/{cast.grid.pk}/", {"text": payload})
        assert Note.objects.first().text == payload
        assert raw(client.get(address("grid", cast.grid.pk)).content.decode()) == []


@pytest.mark.parametrize("text", ["", "   ", "长" * 2001])
def test_nothing_and_too_much_are_refused(cast, text):
    assert cast.client(cast.captain).post(f"/notes/on/grid/{cast.grid.pk}/", {"text": text}).status_code == 302
    assert not Note.objects.exists()
