"""Demonstration: the two concurrent posts – chiefs on the street's working committee, officers in their community's Party organisation."""

from collections.abc import Iterator
from datetime import date

from grids.models import Assignment, GridCommunity
from haidian_policing.bulk import copy_in
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Post, Unit
from haidian_policing.organisation.querysets import valid_on
from teams.choices import ConcurrentKind
from teams.models import ConcurrentPost

COLUMNS = ("person", "station", "kind", "body", "title", "document_number", "starts")
MEMBERS_OF_THE_PARTY = 0.9


def load(world: World) -> int:
    since = date(world.first_day.year - 1, 3, 1)
    return copy_in(ConcurrentPost, COLUMNS, [*_chiefs(since), *_officers(world, since)])


def _chiefs(since: date) -> Iterator[tuple]:
    posts = Post.objects.filter(role="chief", ends__isnull=True).select_related("unit").order_by("unit__order")
    streets = dict(Unit.objects.of_kind("street").order_by("-order").values_list("station", "name"))
    for number, post in enumerate(posts, 1):
        street = streets.get(post.unit_id, f"{post.unit.short_name}驻地街道")
        body = street + ("党委" if street.endswith("镇") else "党工委")
        yield post.person_id, post.unit_id, ConcurrentKind.STREET, body, "委员", f"海组任〔{since.year}〕{number}号", since


def _officers(world: World, since: date) -> Iterator[tuple]:
    """The lead officer of a grid in each of its communities, where he is a member of the Party."""
    dice = world.rng("concurrent posts")
    leads = dict(Assignment.objects.filter(valid_on(world.today), kind="lead").values_list("grid", "person"))
    rows = GridCommunity.objects.filter(valid_on(world.today), grid__in=leads).order_by("grid__station__order", "community__code")
    members: dict[int, bool] = {}
    for number, (grid, station, name) in enumerate(rows.values_list("grid", "grid__station", "community__name"), 101):
        person = leads[grid]
        if members.setdefault(person, dice.random() < MEMBERS_OF_THE_PARTY):
            yield person, station, ConcurrentKind.COMMUNITY, f"{name}党组织", "副书记", f"街组〔{since.year}〕{number}号", since
