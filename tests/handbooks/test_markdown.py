"""Markdown: paragraphs keep their ids, hostile text stays text, search knows two signs."""

import pytest
from markupsafe import escape

from haidian_policing.handbooks import markdown
from haidian_policing.handbooks.changes import compare, inline

HOSTILE = (
    "<script>alert(1)</script>",
    '<img src=x onerror="alert(1)">',
    "[x](javascript:alert(1))",
    "[x](https://elsewhere.example/)",
    "[x](//elsewhere.example/)",
    "[x](/\\elsewhere.example)",
    "[x](data:text/html,<script>1</script>)",
    "![x](https://elsewhere.example/x.png)",
    "<https://elsewhere.example/>",
    "<svg/onload=alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    'text {#"><script>alert(1)</script>}',
    "&lt;script&gt; \u202e𠮷",
    "```\n<script>alert(1)</script>\n```",
)


@pytest.mark.requirement("R27")
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_inert(text):
    html = markdown.render(markdown.number(text), "c-")
    for word in (
        "<script",
        "<img",
        "<svg",
        "<code",
        'javascript:alert(1)"',
        'href="http',
        'href="//',
        'href="/\\',
        'href="/%5C',
        'href="data',
    ):
        assert word not in html
    assert "href" not in html.replace('<a class="para" href="#c-', "")


def test_links_within_the_portal_are_links():
    assert '<a href="/grids/">网格</a>' in markdown.render("见[网格](/grids/)。")


def test_paragraphs_get_ids_once_and_keep_them():
    first = markdown.number("甲\n\n- 乙\n- 丙\n\n### 丁\n\n| a | b |\n|---|---|\n| c | d |")
    assert first == "甲 {#1}\n\n- 乙 {#2}\n- 丙 {#3}\n\n### 丁 {#4}\n\n| a | b |\n|---|---|\n| c | d |"
    assert markdown.number(first) == first
    moved = markdown.number("新 \n\n丙 {#3}\n\n甲 {#1}\n\n甲又 {#1}")
    assert moved == "新 {#4}\n\n丙 {#3}\n\n甲 {#1}\n\n甲又 {#5}"
    assert [(row.id, row.text) for row in markdown.paragraphs(moved)] == [("4", "新"), ("3", "丙"), ("1", "甲"), ("5", "甲又")]


def test_no_number_comes_twice_and_english_takes_those_of_the_chinese():
    assert markdown.number("甲 {#1}\n\n新", 6) == "甲 {#1}\n\n新 {#7}"
    assert markdown.number("One {#1}\n\nNew", 7, ["1", "7"]) == "One {#1}\n\nNew {#7}"


def test_ids_stand_in_the_page():
    html = markdown.render("甲 {#1}\n\n- 乙 {#2}", "flow-")
    assert '<p id="flow-1">甲&nbsp;<a class="para" href="#flow-1">§1</a></p>' in html
    assert '<li id="flow-2">乙' in html
    assert "{#" not in html


def test_headings_stay_below_those_of_the_page():
    assert markdown.render("# 大").startswith("<h3")


def test_a_file_falls_into_chapters():
    text = "前言\r\n## 甲 {#a}\r\n一\r\n\r\n## 乙\r\n二 {#1}\r\n### 小\r\n三"
    assert list(markdown.sections(text)) == [("a", "甲", "一"), ("", "乙", "二 {#1}\n### 小\n三")]


def test_bigrams_fold_width_and_case():
    assert markdown.bigrams("两队一室 ＡＢ") == {"两队", "队一", "一室", "ab"}
    assert markdown.terms("  两队，Whistle ") == ["两队", "whistle"]


def test_hits_are_marked_and_the_rest_is_escaped():
    text = "<b>" + "前" * 100 + "签收" + "后" * 200
    shown = str(markdown.marked(text, ["签收"]))
    assert "<mark>签收</mark>" in shown and shown.startswith("…") and shown.endswith("…") and len(shown) < 260
    assert markdown.marked("<b>签收", ["签收"]) == f"{escape('<b>')}<mark>签收</mark>"


def test_changes_are_told_by_paragraph():
    before = {"a-1": "一般事项2日内签收", "a-2": "删去的", "a-3": "不变", "a-4": "动过的"}
    after = {"a-4": "动过的", "a-1": "一般事项3日内签收", "a-3": "不变", "a-5": "<新增>"}
    found = {row.anchor: (row.kind, str(row.words)) for row in compare(before, after)}
    assert found == {
        "a-1": ("changed", "一般事项<del>2</del><ins>3</ins>日内签收"),
        "a-2": ("gone", "<del>删去的</del>"),
        "a-3": ("same", "不变"),
        "a-4": ("same", "动过的"),
        "a-5": ("new", "<ins>&lt;新增&gt;</ins>"),
    }


def test_words_of_english_are_compared_whole():
    assert inline("two hours", "three hours") == "<del>two</del><ins>three</ins> hours"
