"""A statement that is sent again gives what the queryset would give, and refuses what cannot be sent again."""

from datetime import date, timedelta

import pytest
from django.db.models import Exists, F, OuterRef
from django.utils import timezone

from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.replay import replayed

pytestmark = pytest.mark.django_db


def posts(limit=None, *, person: int, day: date):
    held = Post.objects.on(day).filter(person_id=person).select_related("unit__station", "person").annotate(place=F("unit__order"))
    return held.order_by("unit__order", "pk")[:limit]


def test_rows_are_those_of_the_queryset_with_relations_and_annotations(cast, django_assert_num_queries):
    again, day = replayed(posts), timezone.localdate()
    for person in (cast.captain, cast.chief, cast.captain):
        expected = list(posts(person=person.pk, day=day))
        with django_assert_num_queries(1):
            found = again(None, person=person.pk, day=day)
            assert found == expected != []
            assert [(row.unit.station, row.person.name, row.place) for row in found] == [
                (row.unit.station, row.person.name, row.place) for row in expected
            ]
    assert again(None, person=cast.captain.pk, day=date(2000, 1, 1)) == []


def test_it_is_put_together_once_for_each_shape(cast):
    calls = []

    @replayed
    def again(limit, **values):
        calls.append(limit)
        return posts(limit, **values)

    for limit in (1, 1, 2, 2, 1):
        again(limit, person=cast.captain.pk, day=timezone.localdate())
    assert calls == [1, 1, 2, 2]


def test_values_subqueries_and_repeated_values_are_replayed(cast):
    @replayed
    def named(*, role: str, day: date):
        held = Post.objects.on(day).filter(person=OuterRef("pk"), role=role)
        return Person.objects.filter(Exists(held)).order_by("pk").values_list("name", flat=True)

    for role in ("captain", "chief"):
        expected = Post.objects.on(timezone.localdate()).filter(role=role).order_by("person").values_list("person__name", flat=True)
        assert named(role=role, day=timezone.localdate()) == list(expected) != []


def test_lists_of_keys_are_given_as_they_are_and_empty_ones_find_nothing(cast, django_assert_num_queries):
    again = replayed(lambda *, people, role: Post.objects.filter(person__in=people, role=role).order_by("pk"))
    people = [cast.captain.pk, cast.chief.pk, cast.other_captain.pk, cast.other_chief.pk, cast.clerk.pk]
    for some in (people, people[:4], people[:3], people[1:3], people[2:], people[:1], people * 300):
        assert again(people=some, role="captain") == list(Post.objects.filter(person__in=some, role="captain").order_by("pk"))
    with django_assert_num_queries(0):
        assert again(people=[], role="captain") == []


@pytest.mark.parametrize(
    ("build", "values"),
    [
        (lambda *, pk: Unit.objects.filter(pk=pk) if pk == 17_018 else Unit.objects.all(), {"pk": 1}),
        (lambda *, pk: Unit.objects.filter(pk=pk + 1), {"pk": 1}),
        (lambda *, pk, other: Unit.objects.filter(pk__in=(pk, pk + 17, other)), {"pk": 1, "other": 2}),
        (
            lambda *, day, other: Post.objects.filter(starts=day - timedelta(17), ends__in=(day, other)),
            {"day": date.min, "other": date.max},
        ),
        (lambda *, word: Unit.objects.filter(name__icontains=word), {"word": "所"}),
        (lambda *, pk: Unit.objects.all(), {"pk": 1}),
        (lambda *, flag: Unit.objects.filter(is_special=flag), {"flag": True}),
        (lambda *, pk: Unit.objects.filter(pk=pk), {"pk": None}),
        (lambda *, pk: Unit.objects.filter(pk=pk).prefetch_related("children"), {"pk": 1}),
        (lambda *, pk: Person.objects.filter(pk=pk, joined_on__lt=timezone.now()), {"pk": 1}),
    ],
)
def test_what_cannot_be_replayed_is_refused(build, values):
    with pytest.raises(TypeError):
        replayed(build)(**values)


def test_null_is_refused_later_too(cast):
    again = replayed(lambda *, pk: Unit.objects.filter(pk=pk))
    assert len(again(pk=cast.station.pk)) == 1
    with pytest.raises(TypeError):
        again(pk=None)
