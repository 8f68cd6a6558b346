"""Things told in one line take the marks of the language."""

import pytest
from django.utils import translation

from haidian_policing.phrasing import clauses, enumerated, told


@pytest.mark.parametrize(("language", "words"), [("zh-hans", ("甲、乙", "甲；乙", "警号：7")), ("en", ("甲, 乙", "甲; 乙", "警号: 7"))])
def test_marks_are_those_of_the_language(language, words):
    with translation.override(language):
        assert (enumerated("甲乙"), clauses("甲乙"), told("警号", 7)) == words
