"""The dry run speaks the reader's language: labels, never codes."""

import pytest

from haidian_policing.organisation.models import Import
from tests.organisation.test_imports import PEOPLE, POSTS, bring


@pytest.mark.parametrize(("language", "word"), [("zh-hans", "职务: 所长"), ("en", "Post: Station chief")])
def test_the_dry_run_names_the_post_in_words(cast, language, word):
    admin = cast.client(cast.system_admin)
    admin.cookies["language"] = language
    bring(admin, "people", PEOPLE if language == "zh-hans" else "police_number,name\n700001,Qian\n")
    text = POSTS if language == "zh-hans" else "police_number,unit,role,starts\n700001,S1,Station chief,2026-03-01\n"
    admin.post("/organisation/imports/posts/", {"text": text})
    assert word in admin.get(f"/organisation/imports/{Import.objects.first().pk}/").content.decode()
