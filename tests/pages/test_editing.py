"""Whoever edits an older version is told who was faster, and sees both versions before anything of his is written."""

from datetime import date

import pytest
from django.urls import reverse

from grids.models import Assignment
from haidian_policing.organisation.models import Absence
from haidian_policing.pages.editing import versions_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(cast):
    return cast.officer.posts.get()


def ended(client, post, day: str, version):
    return client.post(reverse("organisation:post_end", kwargs={"pk": post.pk}), {"last_day": day, "version": version})


def test_the_second_of_two_editors_sees_both_versions_and_may_insist(cast, post):
    client = cast.client(cast.system_admin)
    seen = versions_of([post])[post.pk]
    assert (
        f'name="version" value="{seen}"'
        in client.get(reverse("organisation:person_detail", kwargs={"pk": post.person_id})).content.decode()
    )
    assert ended(client, post, "2027-06-30", seen).status_code == 302
    refused = ended(client, post, "2027-03-31", seen)
    told = refused.content.decode()
    post.refresh_from_db()
    assert refused.status_code == 409 and post.ends == date(2027, 7, 1)
    assert "2027-06-30" in told and "2027-03-31" in told and cast.system_admin.name in told
    assert ended(client, post, "2027-03-31", versions_of([post])[post.pk]).status_code == 302
    post.refresh_from_db()
    assert post.ends == date(2027, 4, 1)


def test_an_absence_and_an_assignment_are_held_too(cast):
    client = cast.client(cast.system_admin)
    absence = Absence.objects.create(person=cast.officer, kind="leave", starts=date(2027, 5, 4), ends=date(2027, 5, 20), order_number="1")
    held = Assignment.objects.get(grid=cast.grid, kind="lead")
    stale = {"version": "1"}
    for name, row, day in (
        ("organisation:absence_end", absence, {"last_day": "2027-05-10"}),
        ("grids:assignment_end", held, {"ends": "2027-05-10"}),
    ):
        type(row).objects.filter(pk=row.pk).update(order_number="改")
        assert client.post(reverse(name, kwargs={"pk": row.pk}), day | stale).status_code == 409
        row.refresh_from_db()
        assert row.ends != date(2027, 5, 11) and row.order_number == "改"
