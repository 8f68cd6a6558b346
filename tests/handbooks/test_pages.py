"""The pages as people use them: reading, searching, writing over each other, and who sees what."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from haidian_policing.handbooks.forms import TAKEN
from haidian_policing.handbooks.models import Chapter, Handbook, Reference, Version
from haidian_policing.handbooks.pages import PAGES
from haidian_policing.organisation.roles import ROLES
from tests.handbooks.test_actions import written


def look(client, name, *, query=None, language="zh-hans", **kwargs):
    client.cookies["language"] = language
    return client.get(reverse(f"handbooks:{name}", kwargs=kwargs or None), query or {})


def text(response) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", response.content.decode()))


@pytest.fixture
def officer(cast, desk):
    return cast.client(cast.officer)


@pytest.fixture
def office(cast, desk):
    return cast.client(cast.performance)


def test_everybody_reads_what_is_in_force(cast, desk):
    for role in ROLES:
        client = cast.client(getattr(cast, role))
        assert "系统默认" in text(look(client, "handbook_list"))
        assert "2个工作小时" in text(look(client, "chapter", code="rule-whistle", anchor="clocks"))


def test_a_default_says_so_until_it_is_approved(officer, desk):
    words = "系统默认，启用前请按本局文件核定"
    assert words in text(look(officer, "chapter", code="rule-whistle", anchor="clocks"))
    desk.approved()
    assert words not in text(look(officer, "chapter", code="rule-whistle", anchor="clocks"))


def test_drafts_are_for_those_who_write_or_approve(cast, desk):
    draft = desk.draft()
    writers = {"department_head", "performance", "performance_head", "bureau_leader", "system_admin"}
    for role in ROLES:
        client = cast.client(getattr(cast, role))
        for name in ("version", "version_print", "version_text", "version_changes"):
            assert look(client, name, pk=draft.pk).status_code == (200 if role in writers else 404), (role, name)


def test_search_knows_two_signs_and_only_what_is_in_force(officer, desk):
    draft = desk.draft()
    written(desk, draft, body="蝴蝶 {#1}")
    assert "没有找到" in text(look(officer, "search", query={"q": "蝴蝶"}))
    desk.step(draft, "submit", note="x")
    desk.step(draft, "approve", desk.leader, valid_from=desk.today)
    page = look(officer, "search", query={"q": "蝴蝶"})
    assert "<mark>蝴蝶</mark>" in page.content.decode() and "#clocks-1" in page.content.decode()


def test_the_box_on_top_finds_paragraphs_in_force(officer):
    page = officer.get(reverse("roof:search"), {"q": "街巷长"}).content.decode()
    assert reverse("handbooks:chapter", kwargs={"code": "rule-whistle", "anchor": "flow"}) + "#flow-1" in page


def test_search_in_english_and_with_several_words(officer):
    page = look(officer, "search", query={"q": "Emergency cordon"}, language="en").content.decode()
    assert re.search(r"<mark>cordon</mark>", page, re.I)
    assert "没有找到" in text(look(officer, "search", query={"q": "签收 蝴蝶"}))


@pytest.mark.requirement("R27")
@pytest.mark.parametrize("query", ['"><script>alert(1)</script>', "%_\\", "(", "\x00", "𠮷", "{{ 7*7 }}"])
def test_any_query_is_only_a_query(officer, query):
    page = look(officer, "search", query={"q": query})
    assert page.status_code == 200 and "<script>alert" not in page.content.decode()


def test_the_basis_opens_at_the_very_paragraph(officer):
    page = look(officer, "basis", query={"source": "whistle", "code": "Z03"}).content.decode()
    assert "违规养犬" in page and reverse("handbooks:chapter", kwargs={"code": "rule-whistle", "anchor": "lead"}) + "#lead-3" in page
    assert '<p id="lead-3">' in look(officer, "chapter", code="rule-whistle", anchor="lead").content.decode()


def test_a_basis_whose_paragraph_is_gone_still_leads_to_the_handbook(officer, desk):
    draft = desk.draft()
    written(desk, draft, "lead", body="只剩一段 {#9}")
    desk.step(draft, "submit", note="x")
    desk.step(draft, "approve", desk.leader, valid_from=desk.today)
    page = text(look(officer, "basis", query={"source": "whistle", "code": "Z03"}))
    assert "现行版本中没有这一段" in page


def test_a_basis_is_named_and_removed(office):
    given = {"source": "whistle", "code": "Z03", "handbook": Handbook.objects.get(code="rule-room").pk, "anchor": "running-9"}
    address = reverse("handbooks:reference_list")
    assert "现行文本中没有这一段" in text(office.post(address, given))
    assert office.post(address, given | {"anchor": "running-2"}).status_code == 302
    made = Reference.objects.get(handbook__code="rule-room", anchor="running-2", code="Z03")
    assert office.post(address, given | {"anchor": "running-2"}).status_code == 200
    assert Reference.objects.filter(code="Z03").count() == 2
    office.post(reverse("handbooks:reference_remove", kwargs={"pk": made.pk}))
    assert not Reference.objects.filter(pk=made.pk).exists()


def test_help_is_the_chapter_of_the_page(officer):
    fragment = officer.get(reverse("handbooks:help"), {"page": "grids:my_tasks"}, headers={"HX-Request": "true"}).content.decode()
    assert "网格到期的任务" in fragment and "<html" not in fragment
    assert "网格到期的任务" in text(look(officer, "help", query={"page": "grids:my_tasks"}))
    assert "每天先看首页" in text(look(officer, "help", query={"page": "no:page"}))


def test_every_page_offers_its_help(officer):
    page = officer.get(reverse("grids:my_tasks")).content.decode()
    assert reverse("handbooks:help") + "?page=grids:my_tasks" in page


def test_the_changes_can_be_read_without_colour(office, desk):
    draft = desk.draft()
    written(desk, draft, body="一般事项1小时内签收。 {#1}\n\n新的一段。")
    page = look(office, "version_changes", pk=draft.pk).content.decode()
    assert "<ins>新的一段。</ins>" in page and "<del>" in page
    assert all(word in text(look(office, "version_changes", pk=draft.pk)) for word in ("新增", "删去", "修改"))


@pytest.mark.requirement("R36")
def test_an_edit_over_a_newer_one_shows_both(office, desk):
    draft = desk.draft()
    chapter = draft.chapters.get(anchor="clocks")
    written(desk, draft, body="先到的话 {#1}")
    given = {"title": "时限", "order": 4, "body": "后到的话", "seen": chapter.revision}
    page = office.post(reverse("handbooks:chapter_edit", kwargs={"pk": chapter.pk}), given)
    assert "先到的话" in text(page) and "后到的话" in text(page) and "没有保存" in text(page)
    assert Chapter.objects.get(pk=chapter.pk).body == "先到的话 {#1}"


@pytest.mark.requirement("R27")
def test_preview_stores_nothing_and_shows_letters(office, desk):
    chapter = desk.draft().chapters.get(anchor="clocks")
    given = {"title": "时限", "order": 4, "body": "<script>alert(1)</script> **粗**", "seen": chapter.revision, "preview": "1"}
    page = office.post(reverse("handbooks:chapter_edit", kwargs={"pk": chapter.pk}), given).content.decode()
    assert "<strong>粗</strong>" in page and "<script>alert(1)" not in page
    assert Chapter.objects.get(pk=chapter.pk).body == chapter.body


def test_a_chapter_is_stored_added_and_taken_out(office, desk):
    draft = desk.draft()
    chapter = draft.chapters.get(anchor="clocks")
    given = {
        "title": "时限",
        "order": 4,
        "body": "改了 {#1}",
        "pages": "grids:my_tasks, roof:home",
        "roles": ["chief"],
        "seen": chapter.revision,
    }
    assert office.post(reverse("handbooks:chapter_edit", kwargs={"pk": chapter.pk}), given).status_code == 302
    chapter.refresh_from_db()
    assert (chapter.body, chapter.pages, chapter.roles) == ("改了 {#1}", ["grids:my_tasks", "roof:home"], ["chief"])
    add = reverse("handbooks:chapter_add", kwargs={"pk": draft.pk})
    assert office.post(add, {"title": "新", "order": 9, "body": "字", "anchor": "clocks"}).status_code == 200
    assert office.post(add, {"title": "新", "order": 9, "body": "字", "anchor": "fresh"}).status_code == 302
    office.post(reverse("handbooks:chapter_remove", kwargs={"pk": draft.chapters.get(anchor="fresh").pk}))
    assert not draft.chapters.filter(anchor="fresh").exists()


def test_the_text_travels_out_and_back(office, desk):
    draft = desk.draft()
    file = look(office, "version_text", pk=draft.pk)
    assert file["Content-Disposition"].startswith("attachment") and "{#1}" in file.content.decode()
    before = list(draft.paragraphs.order_by("anchor").values_list("anchor", "text", "text_en"))
    upload = SimpleUploadedFile("x.md", file.content)
    office.post(reverse("handbooks:version_upload", kwargs={"pk": draft.pk}), {"file": upload, "language": "zh", "seen": 1})
    assert list(draft.paragraphs.order_by("anchor").values_list("anchor", "text", "text_en")) == before
    assert Version.objects.get(pk=draft.pk).revision == 2


@pytest.mark.requirement("R24")
@pytest.mark.parametrize(("name", "body"), [("x.html", b"## A {#a}\n\nx"), ("x.md", b"\xff\xfe\x00"), ("x.md", b"## A {#a}\n\n\x00x")])
def test_what_is_no_markdown_is_refused(office, desk, name, body):
    draft = desk.draft()
    given = {"file": SimpleUploadedFile(name, body), "language": "zh", "seen": 1}
    assert office.post(reverse("handbooks:version_upload", kwargs={"pk": draft.pk}), given).status_code == 302
    assert Version.objects.get(pk=draft.pk).revision == 1


@pytest.mark.requirement("R20")
def test_the_whole_way_through_the_pages(cast, desk, office):
    leader, officer = cast.client(cast.bureau_leader), cast.client(cast.officer)
    office.post(reverse("handbooks:version_begin", kwargs={"code": "rule-whistle"}))
    draft = Version.objects.get(number=2)
    step = lambda verb: reverse("handbooks:version_step", kwargs={"pk": draft.pk, "verb": verb})  # noqa: E731
    assert office.post(step("submit"), {}).status_code == 200
    assert Version.objects.get(pk=draft.pk).state == "draft"
    office.post(step("submit"), {"note": "改时限", "seen": "draft"})
    assert office.post(step("approve"), {"valid_from": desk.today}).status_code == 404
    leader.post(step("approve"), {"valid_from": desk.today, "seen": "submitted"})
    assert Version.objects.get(pk=draft.pk).state == "in_force"
    assert "改时限" in text(look(officer, "handbook", code="rule-whistle"))
    assert [office.post(step(verb)).status_code for verb in ("edit", "take_effect", "supersede", "nonsense")] == [404] * 4


@pytest.mark.requirement("R62")
@pytest.mark.parametrize(
    ("name", "kwargs", "query", "most"),
    [
        ("handbook_list", {}, {}, 7),
        ("chapter", {"code": "rule-whistle", "anchor": "lead"}, {}, 6),
        ("search", {}, {"q": "签收"}, 6),
        ("basis", {}, {"source": "whistle", "code": "Z01"}, 5),
        ("help", {}, {"page": "roof:home"}, 6),
    ],
)
def test_statements_are_few_and_do_not_grow(officer, desk, name, kwargs, query, most, django_assert_max_num_queries):
    look(officer, name, query=query, **kwargs)
    with django_assert_max_num_queries(most) as few:
        look(officer, name, query=query, **kwargs)
    Handbook.objects.filter(code="rule-campus").update(order=99)
    desk.approved()
    with django_assert_max_num_queries(len(few)):
        look(officer, name, query=query, **kwargs)


def test_an_empty_shelf_says_so(cast):
    client = cast.client(cast.officer)
    assert "暂无工具书" in text(look(client, "handbook_list"))
    assert "没有找到" in text(look(client, "search", query={"q": "签收"}))
    assert "本页暂无帮助" in text(look(client, "help", query={"page": "roof:home"}))
    assert not Handbook.objects.exists()


def test_a_handbook_is_added_written_and_found_again_when_its_draft_is_discarded(office, officer, desk):
    given = {"kind": "rule", "title": "新细则", "title_en": "", "code": "rule-new"}
    for wrong in ("search", "Rule", "1a", "rule-whistle"):
        refused = office.post(reverse("handbooks:handbook_add"), given | {"code": wrong})
        assert refused.status_code == 200 and "“字段”" not in refused.content.decode()
    assert office.post(reverse("handbooks:handbook_add"), given | {"kind": "help"}).status_code == 200
    made = office.post(reverse("handbooks:handbook_add"), given)
    version = Version.objects.get(handbook__code="rule-new")
    assert made.url == reverse("handbooks:version", kwargs={"pk": version.pk})
    assert office.get(reverse("handbooks:handbook", kwargs={"code": "rule-new"})).url == made.url
    assert look(officer, "handbook", code="rule-new").status_code == 404
    desk.step(version, "discard")
    assert made.url in look(office, "handbook_list").content.decode()
    assert reverse("handbooks:version_begin", kwargs={"code": "rule-new"}) in office.get(made.url).content.decode()


def test_no_handbook_takes_the_address_of_a_page():
    first = {page.path.partition("/")[0] for page in PAGES}
    assert {word for word in first if word and "<" not in word} == set(TAKEN)
