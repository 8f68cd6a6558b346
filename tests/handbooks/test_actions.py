"""The life of a version: written, approved by a second person, in force from its day, never two at once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from haidian_policing.handbooks.actions import Stale, add, add_chapter, keep_the_calendar, remove_chapter, replace_text, save_chapter
from haidian_policing.handbooks.choices import State
from haidian_policing.handbooks.lifecycle import VERSION
from haidian_policing.handbooks.models import Chapter, Handbook, Paragraph, Reference, Version, VersionEvent
from haidian_policing.handbooks.tasks import turn_the_day
from haidian_policing.jobs.actions import deliver_waiting
from haidian_policing.jobs.models import Notice

DAY = timedelta(days=1)


def written(desk, version, anchor="clocks", **given):
    chapter = version.chapters.get(anchor=anchor)
    words = {name: getattr(chapter, name) for name in ("title", "title_en", "order", "body", "body_en", "pages", "roles")} | given
    return save_chapter(Chapter.objects.filter(pk=chapter.pk), seen=chapter.revision, actor=desk.office, at=timezone.now(), **words)


def test_every_state_can_be_reached():
    assert VERSION.reachable() == set(State)


def test_a_draft_begins_as_a_copy_and_there_is_one(desk):
    draft = desk.draft()
    assert draft.number == 2 and draft.chapters.count() == desk.read().chapters.count()
    assert desk.draft() == draft
    assert draft.paragraphs.count() == desk.read().paragraphs.count() > 20


def test_our_default_is_read_until_a_version_is_in_force(desk):
    assert desk.read().is_default
    desk.submitted()
    assert desk.read().is_default
    own = Version.objects.get(number=2)
    desk.step(own, "approve", desk.leader, valid_from=desk.today + 5 * DAY)
    assert desk.read().is_default and desk.read(desk.today + 5 * DAY) == own


@pytest.mark.requirement("R20")
def test_whoever_wrote_does_not_approve(desk):
    """The head only changed one word of the office's draft; that makes him an author."""
    version = desk.draft()
    VersionEvent.objects.create(subject=version, verb="edit", to_state="draft", at=timezone.now(), actor=desk.head)
    desk.step(version, "submit", note="x")
    moved, refused = desk.step(version, "approve", desk.head, valid_from=desk.today)
    assert not moved and "另一人" in refused[0].reason
    moved, _refused = desk.step(version, "approve", desk.leader, valid_from=desk.today)
    assert moved


@pytest.mark.requirement("R20")
def test_the_database_refuses_the_author_too(desk):
    version = desk.submitted()
    with pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(approved_by=desk.office)


def test_one_without_the_right_takes_no_step(desk, cast):
    version = desk.submitted()
    chief = cast.standing(cast.chief)
    assert desk.step(version, "approve", chief, valid_from=desk.today) == ({}, [])
    assert desk.step(version, "approve", desk.office, valid_from=desk.today)[0] == {}


def test_what_is_in_force_stays_when_an_approval_is_refused(desk, cast):
    first, second = desk.approved(), desk.submitted()
    for actor, seen in ((cast.standing(cast.chief), None), (desk.office, None), (desk.leader, "draft")):
        assert desk.step(second, "approve", actor, valid_from=desk.today, seen=seen)[0] == {}
        first.refresh_from_db()
        assert (first.state, first.valid.upper) == ("in_force", None)


def test_our_default_is_not_discarded(desk):
    assert desk.step(desk.read(), "discard") == ({}, [])
    assert desk.read().state == "draft"


def test_the_next_version_supersedes_the_last(desk):
    first = desk.approved()
    assert (first.state, desk.read()) == ("in_force", first)
    second = desk.approved(desk.today + 3 * DAY)
    first.refresh_from_db()
    assert (first.state, second.state) == ("in_force", "approved")
    assert (desk.read(), desk.read(desk.today + 3 * DAY)) == (first, second)
    assert keep_the_calendar(timezone.now() + 3 * DAY) == 2
    assert [row.state for row in (Version.objects.get(pk=first.pk), Version.objects.get(pk=second.pk))] == ["superseded", "in_force"]


def test_two_on_one_day_leave_the_later(desk):
    first, second = desk.approved(), desk.approved()
    first.refresh_from_db()
    assert (first.state, second.state, desk.read()) == ("superseded", "in_force", second)


def test_no_day_that_is_past_and_none_behind_one_approved(desk):
    version = desk.submitted()
    with pytest.raises(ValidationError):
        desk.step(version, "approve", desk.leader, valid_from=desk.today - DAY)
    desk.step(version, "approve", desk.leader, valid_from=desk.today + 5 * DAY)
    later = desk.submitted()
    with pytest.raises(ValidationError):
        desk.step(later, "approve", desk.leader, valid_from=desk.today + 2 * DAY)


def test_withdrawing_gives_the_days_back(desk):
    first = desk.approved()
    second = desk.approved(desk.today + 3 * DAY)
    desk.step(second, "withdraw", desk.leader, note="有误")
    first.refresh_from_db()
    assert first.valid.upper is None and desk.read(desk.today + 9 * DAY) == first
    desk.step(first, "withdraw", desk.leader, note="有误")
    assert desk.read().is_default


@pytest.mark.requirement("R37")
def test_overlap_is_refused_by_the_database(desk):
    first, second = desk.approved(), desk.draft()
    with pytest.raises(IntegrityError, match="handbook_versions_in_force_apart"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE handbooks_version SET valid = daterange(%s, NULL) WHERE id = %s", [desk.today + 9 * DAY, second.pk])
    assert desk.read() == first


@pytest.mark.requirement("R52")
def test_no_state_changes_without_an_event(desk):
    version = desk.draft()
    with pytest.raises(IntegrityError, match="without an event"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE handbooks_version SET state = 'withdrawn' WHERE id = %s", [version.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_what_is_no_draft_cannot_be_rewritten_even_by_sql(desk):
    version = desk.approved()
    for statement in (
        "UPDATE handbooks_chapter SET body = 'x' WHERE version_id = %s",
        "DELETE FROM handbooks_chapter WHERE version_id = %s",
    ):
        with pytest.raises(IntegrityError, match="no draft"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM handbooks_paragraph WHERE version_id = %s", [version.pk])
            cursor.execute(statement, [version.pk])
    with pytest.raises(ValidationError):
        written(desk, version, body="x")


def test_our_default_is_copied_not_changed(desk):
    with pytest.raises(ValidationError):
        written(desk, desk.read(), body="x")


@pytest.mark.requirement("R36")
def test_an_edit_over_a_newer_text_is_refused(desk):
    version = desk.draft()
    chapter = version.chapters.first()
    written(desk, version, chapter.anchor, body="先到的 {#1}")
    given = {"title": "x", "body": "后到的", "order": 1}
    with pytest.raises(Stale) as stale:
        save_chapter(Chapter.objects.filter(pk=chapter.pk), seen=chapter.revision, actor=desk.office, at=timezone.now(), **given)
    assert stale.value.newer.body == "先到的 {#1}" == Chapter.objects.get(pk=chapter.pk).body


def test_paragraphs_follow_the_text(desk):
    version = desk.draft()
    written(desk, version, body="第一段 {#1}\n\n新的一段", body_en="First {#1}")
    found = list(version.paragraphs.filter(chapter__anchor="clocks").order_by("order").values_list("anchor", "text", "text_en"))
    assert found == [("clocks", "时限", "Clocks"), ("clocks-1", "第一段", "First"), ("clocks-5", "新的一段", "")]


def test_the_number_of_a_paragraph_that_went_is_not_given_again(desk):
    version = desk.draft()
    assert version.paragraphs.filter(anchor="clocks-4").exists()
    written(desk, version, body="第一段 {#1}\n\n新的一段", body_en="")
    chapter = written(desk, version, body_en="First\n\nNew")
    assert (chapter.body, chapter.body_en) == ("第一段 {#1}\n\n新的一段 {#5}", "First {#1}\n\nNew {#5}")


def test_chapters_come_and_go_but_one_stays(desk):
    version, act = desk.draft(), {"actor": desk.office, "at": timezone.now()}
    made = add_chapter(version, title="新", anchor="new", order=99, body="字", **act)
    assert made.body == "字 {#1}"
    for chapter in version.chapters.exclude(pk=made.pk):
        remove_chapter(chapter, **act)
    with pytest.raises(ValidationError):
        remove_chapter(made, **act)
    assert set(Reference.objects.lost_in(version)) == set(desk.handbook.references.all())


def test_a_file_replaces_the_text_and_english_fills_it(desk):
    version = desk.draft()
    kept, act = version.chapters.get(anchor="clocks"), {"actor": desk.office, "at": timezone.now()}
    text = f"## {kept.title}\n\n一 {{#1}}\n\n二\n\n## 新章 {{#new}}\n\n三"
    assert replace_text(version, text=text, language="zh", seen=version.revision, **act) == 2
    rows = list(version.chapters.values_list("anchor", "title", "body", "title_en"))
    assert rows == [("clocks", "时限", "一 {#1}\n\n二 {#5}", "Clocks"), ("new", "新章", "三 {#1}", "")]
    version.refresh_from_db()
    replace_text(version, text="## New {#new}\n\nThree", language="en", seen=version.revision, **act)
    assert version.chapters.get(anchor="new").body_en == "Three {#1}"
    assert Paragraph.objects.get(version=version, anchor="new-1").text_en == "Three"


@pytest.mark.parametrize(
    ("text", "language"),
    [("没有章节", "zh"), ("## 甲 {#a}\n\n一\n\n## 乙 {#a}\n\n二", "zh"), ("## 空 {#a}", "zh"), ("## X {#strange}\n\nx", "en")],
)
def test_a_file_that_loses_text_is_refused(desk, text, language):
    version = desk.draft()
    with pytest.raises(ValidationError):
        replace_text(version, text=text, language=language, seen=version.revision, actor=desk.office, at=timezone.now())
    assert version.chapters.count() == desk.read().chapters.count()


def test_a_file_over_a_newer_draft_is_refused(desk):
    version = desk.draft()
    written(desk, version, body="先到的")
    with pytest.raises(ValidationError):
        replace_text(version, text="## a\n\nb", language="zh", seen=version.revision, actor=desk.office, at=timezone.now())


@pytest.mark.requirement("R44")
def test_the_bell_of_the_day_rings_twice_for_once(desk):
    desk.approved()
    assert (turn_the_day(), turn_the_day()) == (0, 0)


def told(role_of) -> list[str]:
    """What stands in the inbox of a person once the outbox is empty, newest first."""
    deliver_waiting()
    return list(Notice.objects.filter(person=role_of).order_by("-pk").values_list("text", flat=True))


def test_approvers_hear_of_a_version_that_waits_and_authors_of_the_verdict(desk, cast):
    version = desk.submitted()
    title, inbox = desk.handbook.title, reverse("handbooks:version", kwargs={"pk": version.pk})
    assert told(desk.leader) == told(desk.head) == [f"工具书待审批：《{title}》第2版"]
    assert told(cast.chief) == told(desk.office) == []
    assert Notice.objects.get(person=desk.leader).path == inbox
    desk.step(version, "return", desk.leader, note="再改")
    assert told(desk.office) == [f"工具书被退回修改：《{title}》第2版"]
    desk.step(version, "submit", note="改了")
    desk.step(version, "approve", desk.leader, valid_from=desk.today)
    assert told(desk.office)[0] == f"工具书已批准：《{title}》第2版，{desk.today}起施行"
    assert told(desk.leader) == [f"工具书待审批：《{title}》第2版"], "decided before the message went out: nobody is asked any more"


def test_a_step_that_is_rolled_back_tells_nobody(desk):
    version = desk.draft()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        desk.step(version, "submit", note="x")
        raise ZeroDivisionError
    assert told(desk.leader) == []


def test_a_handbook_is_added_behind_its_kind_and_has_to_have_a_text(desk):
    version = add(actor=desk.office, at=timezone.now(), kind="rule", code="rule-new", title="新细则", title_en="")
    assert (version.number, version.state) == (1, "draft")
    order = list(Handbook.objects.order_by("order", "pk").values_list("code", "kind"))
    assert order[order.index(("rule-new", "rule")) + 1][1] != "rule" != order[-1][1]
    moved, refused = desk.step(version, "submit", note="x")
    assert not moved and "还没有正文" in refused[0].reason
    add_chapter(version, title="一", anchor="one", order=1, body="字", actor=desk.office, at=timezone.now())
    desk.step(version, "submit", note="x")
    assert desk.step(version, "approve", desk.leader, valid_from=desk.today)[0]
    assert Version.objects.in_force(desk.today).get(handbook__code="rule-new") == version
