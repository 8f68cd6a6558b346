"""Posts: given, ended, and exchanged by a transfer; what the database refuses is explained in words."""

from contextlib import contextmanager
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.organisation.roles import ADMINISTRATIVE, ROLES
from haidian_policing.organisation.rules import fits


@transaction.atomic
def give_post(
    people, *, unit: Unit, role: str, starts: date, actor, at, ends: date | None = None, is_acting: bool = False, order_number: str = ""
) -> list[Post]:
    """Give each of these people a role in a unit from a day (until the day before `ends`); raises ValidationError in words."""
    if not fits(role, unit.kind):
        raise ValidationError(_("“%(role)s” is not a post of “%(unit)s”.") % {"role": ROLES[role].label, "unit": unit.name})
    if actor is not None and people.filter(pk=actor.pk).exists():
        raise ValidationError(_("Nobody gives a post to himself."))
    posts = [
        Post(person=person, unit=unit, role=role, starts=starts, ends=ends, is_acting=is_acting, order_number=order_number)
        for person in people
    ]
    with explained(posts):
        Post.objects.bulk_create(posts)
    return posts


@transaction.atomic
def end_post(posts, *, ends: date, actor, at) -> int:
    """The posts hold until the day before `ends`; posts that begin later than that are refused."""
    if late := posts.filter(starts__gte=ends).first():
        raise ValidationError(_("The post “%(post)s” begins on %(day)s; it cannot end before.") % {"post": late, "day": late.starts})
    return posts.update(ends=ends)


@transaction.atomic
def transfer(people, *, unit: Unit, role: str, on: date, order_number: str, actor, at) -> list[Post]:
    """End whatever posts these people hold on that day and give them the new one from it."""
    Post.objects.filter(person__in=people, starts__lt=on).not_over(on).update(ends=on)
    return give_post(people, unit=unit, role=role, starts=on, order_number=order_number, actor=actor, at=at)


@contextmanager
def explained(posts: list[Post]):
    """Turn a refusal of the database into words that name the row in the way."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise ValidationError(_words(error.__cause__.diag.constraint_name, posts)) from error


def _words(constraint: str, posts: list[Post]) -> str:
    if constraint == "post_ends_after_it_starts":
        return _("The last day is before the first.")
    same = {"one_administrator_role_at_a_time": _other_administrator, "post_held_once_at_a_time": _same_post}.get(constraint)
    other = next((found for post in posts if same and (found := same(post))), None)
    if other is None:
        return _("The database refused this: %(rule)s.") % {"rule": constraint}
    words = {"person": other.person.name, "post": str(other), "starts": other.starts, "ends": other.last_day or _("open end")}
    if constraint == "one_administrator_role_at_a_time":
        return (
            _("%(person)s is “%(post)s” from %(starts)s to %(ends)s. One person never holds two of the three administrator roles.") % words
        )
    return _("%(person)s holds the post “%(post)s” already, from %(starts)s to %(ends)s. End that one first or choose other dates.") % words


def _same_post(post: Post) -> Post | None:
    return _of(post).filter(unit=post.unit, role=post.role).first()


def _other_administrator(post: Post) -> Post | None:
    return _of(post).filter(role__in=ADMINISTRATIVE).exclude(role=post.role).first()


def _of(post: Post):
    return Post.objects.filter(person=post.person).overlapping(post.starts, post.ends).select_related("person", "unit")


def holders(role: str, day: date):
    """Who holds a role on a day."""
    return Person.objects.holding(Post.objects.on(day).filter(role=role))
