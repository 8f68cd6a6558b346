"""The dry run speaks the reader's language: labels, never codes."""

import pytest

from haidian_policing.imports.models import Import
from tests.imports.bringing import brought, work
from tests.organisation.test_sheets import PEOPLE, POSTS


@pytest.mark.parametrize(("language", "words"), [("zh-hans", ("职务", "所长")), ("en", ("Post", "Station chief"))])
def test_the_dry_run_names_the_post_in_words(cast, language, words):
    admin = cast.client(cast.system_admin)
    brought(admin, "people", PEOPLE)
    admin.cookies["language"] = language
    text = POSTS if language == "zh-hans" else "police_number,unit,role,starts\n700001,S1,Station chief,2026-03-01\n"
    admin.post("/imports/posts/", {"text": text})
    work()
    page = admin.get(f"/imports/{Import.objects.first().pk}/").content.decode()
    assert all(word in page for word in words)
