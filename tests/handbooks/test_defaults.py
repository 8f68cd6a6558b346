"""The starting texts: the titles of the article, two languages side by side, and a paragraph under everything that is done."""

import re
from collections import Counter

import pytest
from django.conf import settings
from django.utils import timezone

from grids.defaults import task_items
from haidian_policing.handbooks import defaults, markdown, seeds
from haidian_policing.handbooks.models import Chapter, Handbook, Paragraph, Reference, Version
from haidian_policing.organisation.defaults import rows
from haidian_policing.organisation.roles import ROLES
from haidian_policing.pages.registry import Page, pages_of
from haidian_policing.roof.declarations import PREFIXES
from performance.measures import MEASURES
from whistle_reporting.defaults import items
from workstations.defaults import services

pytestmark = pytest.mark.django_db
CODES = [row["code"] for row in rows(defaults.__name__, "handbooks.csv")]
TITLES = [
    "关于进一步优化和完善派出所“两队一室”警务运行模式的意见",
    "派出所“两队一室”警务运行实施细则",
    "高校社区警务运行实施细则",
    "社区警务工作站建设与运行实施细则",
    "社区警务工作室建设与运行实施细则",
    "社区警务团队建设与运行实施细则",
    "融入“吹哨报到”机制落实“吹哨报到”事项实施细则",
    "轨道交通地上地下安全一体化勤务组织和治安管理实施细则",
    "优化派出所巡逻防控工作实施细则",
    "规范实管员(社区警务联络员)管理工作的实施细则",
]


def test_a_second_seeding_changes_nothing():
    assert seeds.seed(timezone.now()) > 100
    assert seeds.seed(timezone.now()) == 0


def test_one_opinion_nine_rules_two_examples_and_the_manuals_with_the_titles_of_the_article(shelf):
    assert list(Handbook.objects.values_list("title", flat=True))[:10] == TITLES
    assert Counter(Handbook.objects.values_list("kind", flat=True)) == {"opinion": 1, "rule": 9, "example": 2, "manual": 2, "help": 1}


def test_every_text_is_a_default_of_ours_that_nobody_has_approved(shelf):
    assert set(Version.objects.values_list("number", "state", "is_default", "approved_by")) == {(1, "draft", True, None)}


@pytest.mark.parametrize("code", CODES)
def test_chinese_and_english_stand_side_by_side(code):
    for chapter in seeds.chapters_of(code):
        ids = [[row.id for row in markdown.paragraphs(chapter[name])] for name in ("body", "body_en")]
        assert ids[0] == ids[1] and all(ids[0]), chapter["anchor"]
        assert chapter["title_en"] and not re.search("[\u4e00-\u9fff]", chapter["title_en"] + chapter["body_en"])


@pytest.mark.parametrize("code", CODES[:12])
def test_every_rule_and_example_has_some_substance(code):
    paragraphs = [row for chapter in seeds.chapters_of(code) for row in markdown.paragraphs(chapter["body"])]
    assert len(paragraphs) >= 6 and min(len(row.text) for row in paragraphs) >= 20


def test_everything_that_is_done_rests_on_a_paragraph(shelf):
    wanted = {("task", row["code"]) for row in task_items()} | {("whistle", row["code"]) for row in items()}
    wanted |= {("service", row["code"]) for row in services()} | {("measure", code) for code in MEASURES}
    assert {(row.source, row.code) for row in Reference.objects.with_words(timezone.localdate()) if row.words} == wanted
    assert len(wanted) == 18 + 30 + len(services()) + len(MEASURES)


def test_the_paragraph_is_about_the_thing(shelf):
    """Of the names of items and services at least one pair of signs stands in a paragraph that it rests on."""
    names = {("task", row["code"]): row["name"] for row in task_items()} | {("whistle", row["code"]): row["name"] for row in items()}
    names |= {("service", row["code"]): row["name"] for row in services()}
    told: dict[tuple, str] = {}
    for row in Reference.objects.with_words(timezone.localdate()):
        told[row.source, row.code] = told.get((row.source, row.code), "") + row.words
    assert [key for key, name in names.items() if not any(pair in told[key] for pair in markdown.bigrams(name))] == []


def all_pages() -> dict[str, Page]:
    return {f"{label}:{page.name}": page for label in PREFIXES for page in pages_of(label)}


def helped() -> set[str]:
    return {name for pages in Chapter.objects.values_list("pages", flat=True) for name in pages}


def test_every_page_of_the_menu_has_its_help(shelf):
    assert {name for name, page in all_pages().items() if page.menu} - helped() == set()


def test_help_names_no_page_that_is_not_there(shelf):
    assert helped() - all_pages().keys() == set()


def test_every_role_has_something_to_read(shelf):
    assert set(ROLES) - {role for roles in Chapter.objects.values_list("roles", flat=True) for role in roles} == set()


def test_the_starting_text_never_says_it_is_the_bureaus_own():
    folder = settings.BASE_DIR / "haidian_policing" / "handbooks" / "defaults"
    for path in folder.glob("*.zh.md"):
        assert not re.search("海公|京公|〔20", path.read_text(encoding="utf-8")), path.name


def test_paragraphs_are_indexed_by_pairs_of_signs(shelf):
    row = Paragraph.objects.get(version__handbook__code="rule-whistle", anchor="clocks-1")
    assert {"签收", "吹哨"} <= set(row.grams) and "whistle" not in row.grams
