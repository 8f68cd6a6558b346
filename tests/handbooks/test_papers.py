"""A handbook as a printed book: cover, contents, chapters, and what nobody approved says so."""

import pytest
from django.urls import reverse

from haidian_policing.handbooks.models import Version
from tests.exports.reading import printed

BOOK = "handbooks:handbook_paper"
TEXT = """## 不该是标题 {#x}

一、**要点**与 *强调*：见[任务](/tasks/) #import "x" $y$ \\\\ {#1}

1. 第一条 {#2}
2. 第二条
   - 里面 {#3}

| 事项 | 时限 |
|---|---|
| 签收 | 30分钟 |

> 引文 <b>粗</b>
"""


def test_the_book_has_cover_contents_and_every_chapter(cast, desk):
    version = desk.approved()
    export, pages = printed(cast.client(cast.officer), BOOK, version.pk)
    for words in (str(version.handbook), "版本", "批准人", version.approved_by.name, str(version.valid.lower)):
        assert words.replace(" ", "") in pages[0]
    chapters = list(version.chapters.all())
    assert "目录" in pages[1] and all(row.title.replace(" ", "") in pages[1] for row in chapters)
    assert export.rows == len(chapters) and "未经核定" not in "".join(pages)


def test_markdown_is_drawn_and_nothing_else_is_read(cast, desk):
    version = desk.draft()
    version.chapters.update(body=TEXT)
    _export, pages = printed(cast.client(cast.performance), BOOK, version.pk)
    whole = "".join(pages)
    for words in ('要点与强调：见任务#import"x"$y$\\§1', "1.第一条§2", "2.第二条", "里面§3", "事项时限签收30分钟", "引文<b>粗</b>"):
        assert words in whole
    assert "**" not in whole and "](/" not in whole


def test_a_draft_says_so_on_every_page_and_is_not_for_everybody(cast, desk):
    version = desk.draft()
    _export, pages = printed(cast.client(cast.performance), BOOK, version.pk)
    assert all("未经核定" in page for page in pages)
    assert cast.client(cast.officer).post(reverse(BOOK, kwargs={"pk": version.pk})).status_code == 404


@pytest.mark.parametrize("body", ["", "#" * 9, "| a |\n|---|", "- \n- \n", "1. \n\n\n7) x"])
def test_odd_texts_are_printed_too(cast, desk, body):
    version = desk.draft()
    Version.objects.get(pk=version.pk).chapters.update(body=body)
    assert printed(cast.client(cast.performance), BOOK, version.pk)[1]
