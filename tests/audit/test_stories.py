"""The history of a row told as a story: who, when, which field, before and after."""

import pytest
from django.db import connection

from haidian_policing.audit.stories import history_of
from haidian_policing.organisation.models import Post, Unit


def told(entries) -> list[tuple[str, str]]:
    return [(entry.who, entry.note) for entry in entries]


def test_a_change_in_the_browser_names_who_and_both_values(cast):
    admin = cast.client(cast.system_admin)
    post = cast.clerk.posts.get()
    admin.post(f"/organisation/posts/{post.pk}/end/", {"last_day": "2026-12-31"})
    changed, entered = history_of(Post.objects.get(pk=post.pk))
    assert (changed.who, changed.tone) == (cast.system_admin.name, "info")
    assert "2027-01-01" in changed.note
    assert cast.clerk.name in entered.note


@pytest.mark.requirement("R52")
def test_raw_sql_leaves_a_history_row_too(cast):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE organisation_unit SET short_name = '新名' WHERE id = %s", [cast.station.pk])
    Unit.objects.filter(pk=cast.station.pk).update(order=777)
    notes = [entry.note for entry in history_of(cast.station)]
    assert "777" in notes[0]
    assert "新名" in notes[1]


@pytest.mark.requirement("R16")
def test_sealed_columns_are_never_told(cast):
    cast.officer.phone = "10012345678"
    type(cast.officer).objects.bulk_update([cast.officer], ["phone_sealed", "phone_hash"])
    assert all("100" not in entry.note.replace("100000", "") for entry in history_of(cast.officer)[:1])
    assert "***" in history_of(cast.officer)[0].note


def test_the_statements_do_not_grow_with_the_rows(cast, django_assert_num_queries):
    posts = list(Post.objects.all())
    for some in (posts[:2], posts):
        with django_assert_num_queries(3):
            history_of(*some)
