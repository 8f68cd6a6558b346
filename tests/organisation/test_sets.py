"""Who is asking is read in one statement, and says the same as the querysets would."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from haidian_policing.jobs.models import Notice
from haidian_policing.organisation.models import Absence, Person, Post
from haidian_policing.organisation.roles import ADMINISTRATIVE
from haidian_policing.organisation.sets import asking, held_by, held_by_many

pytestmark = pytest.mark.django_db
NOW = timezone.now
TODAY = timezone.localdate


@pytest.fixture
def cover(cast):
    """The captain covers the chief, who is away, and the administrator, whose post is not covered; he has two posts of his own."""
    for person in (cast.chief, cast.system_admin):
        days = {"starts": TODAY(), "ends": TODAY() + timedelta(days=2)}
        Absence.objects.create(person=person, cover=cast.captain, kind="leave", order_number="1", **days)
    Post.objects.create(person=cast.captain, unit=cast.other_squad, role="captain", starts=TODAY(), is_acting=True)
    return cast.captain


def test_the_posts_are_those_of_the_querysets_own_first_in_official_order(cover):
    covered = Q(person__in=Absence.objects.on(TODAY()).filter(cover=cover).values("person")) & ~Q(role__in=ADMINISTRATIVE)
    posts = Post.objects.on(TODAY()).filter(Q(person=cover) | covered).order_by("unit__order", "pk")
    held = asking(cover.pk, NOW()).held
    assert list(held.posts) == sorted(posts, key=lambda post: post.person_id != cover.pk)
    assert [post.person_id == cover.pk for post in held.posts] == [True, True, False]
    assert held == held_by(cover.pk, TODAY())


def test_many_people_hold_what_each_of_them_holds(cast, cover, django_assert_num_queries):
    keys = list(Person.objects.values_list("pk", flat=True))
    with django_assert_num_queries(2):
        found = held_by_many(keys, TODAY())
    assert found == {key: held_by(key, TODAY()) for key in keys}


def test_every_field_of_posts_and_units_is_read_with_them(cover, django_assert_num_queries):
    read = {post.pk: post for post in Post.objects.select_related("unit", "unit__station")}
    with django_assert_num_queries(1):
        for post in asking(cover.pk, NOW()).held.posts:
            same = read[post.pk]
            for one, other in ((post, same), (post.unit, same.unit), (post.unit.station, same.unit.station)):
                assert [getattr(one, f.attname) for f in one._meta.concrete_fields] == [
                    getattr(other, f.attname) for f in one._meta.concrete_fields
                ]


def test_whoever_is_away_knows_it_and_whoever_covers_knows_whom(cast, cover):
    assert asking(cast.chief.pk, NOW()).held.is_absent
    held = asking(cover.pk, NOW()).held
    assert not held.is_absent
    assert set(held.covered) == {cast.chief.pk, cast.system_admin.pk}
    after = held_by(cover.pk, TODAY() + timedelta(days=2))
    assert (after.covered, len(after.posts)) == ((), 2)


def test_a_person_is_read_whole_with_the_notices_that_call(cast):
    times = {"created_at": NOW(), "person": cast.officer, "text": "新工单"}
    Notice.objects.create(key="a", **times)
    Notice.objects.create(key="read", read_at=NOW(), **times)
    Notice.objects.create(key="held", held_until=NOW() + timedelta(hours=1), **times)
    Notice.objects.create(key="held once", held_until=NOW() - timedelta(hours=1), **times)
    person, same = asking(cast.officer.pk, NOW()), Person.objects.get(pk=cast.officer.pk)
    assert person.unread == Notice.objects.filter(person=person).calling(NOW()).count() == 2
    assert [bytes(v) if isinstance(v, memoryview) else v for v in values(person)] == [
        bytes(v) if isinstance(v, memoryview) else v for v in values(same)
    ]


def test_nobody_asks_without_an_active_account(cast):
    Person.objects.filter(pk=cast.officer.pk).update(is_active=False)
    assert asking(cast.officer.pk, NOW()) is None
    assert asking(0, NOW()) is None
    assert held_by(0, TODAY()).posts == ()


@pytest.mark.requirement("R17")
def test_who_asks_is_two_statements_and_anew_each_time(cast, django_assert_num_queries):
    client = cast.client(cast.officer)
    client.get("/no-such-page/")
    with django_assert_num_queries(2) as found:
        assert client.get("/no-such-page/").status_code == 404
    assert all("pghistory" not in query["sql"] for query in found)
    assert client.get("/grids/tasks/").status_code == 200
    Post.objects.filter(person=cast.officer).update(ends=TODAY())
    assert client.get("/grids/tasks/").status_code == 404


def values(person) -> list:
    return [getattr(person, field.attname) for field in person._meta.concrete_fields]
