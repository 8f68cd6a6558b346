"""Who is asking, in one statement: a person with what calls him, whether he is away, and the posts in which he stands on a day.

It is asked with every request and anew each time, so it is SQL that the ORM need not put together again and PostgreSQL need not plan again.
Its values: $1 the key of the person, $2 the day, $3 the moment, $4 the administrative roles.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Q
from django.utils import timezone

from haidian_policing.organisation.models import Absence, Person, Post, Unit
from haidian_policing.organisation.roles import ADMINISTRATIVE

# The notices counted are those of `Notice.objects.calling`; an administrator's post is never covered, it is given anew. OFFSET 0 keeps
# the absences from being read twice.
ASKING = """
SELECT {person}, (
    SELECT count(*) FROM jobs_notice
    WHERE person_id = $1 AND read_at IS NULL AND (held_until IS NULL OR held_until <= $3)
  ), away.people, {post}, {unit}, {station}
FROM organisation_person person CROSS JOIN (
  SELECT ARRAY(
    SELECT person_id FROM organisation_absence
    WHERE (person_id = $1 OR cover_id = $1) AND starts <= $2 AND ends > $2 ORDER BY starts DESC, id
  ) AS people OFFSET 0
) away
LEFT JOIN organisation_post post ON post.person_id = ANY ($1 || away.people)
  AND post.starts <= $2 AND (post.ends IS NULL OR post.ends > $2)
  AND (post.person_id = $1 OR post.role <> ALL ($4))
LEFT JOIN organisation_unit unit ON unit.id = post.unit_id
LEFT JOIN organisation_unit station ON station.id = unit.station_id
WHERE person.id = $1
ORDER BY post.person_id <> $1, unit."order", post.id
"""


@dataclass(frozen=True)
class Held:
    """What a person holds on a day: his posts with their units, his own first; whether he is away; the keys of those he covers for."""

    day: date
    is_absent: bool = False
    covered: tuple[int, ...] = ()
    posts: tuple[Post, ...] = ()


def asking(key: int, at) -> Person | None:
    """The person with `unread`, how many notices call him, and `held`; None without an active account."""
    day = timezone.localdate(at)
    rows = _rows(key, day, at)
    person = _made(Person, rows[0], 0) if rows else None
    if person is None or not person.is_active:
        return None
    person.unread, person.held = rows[0][len(_fields(Person))], _held(key, day, rows)
    return person


def held_by(key: int, day: date) -> Held:
    """What somebody holds on a day who was read by other means."""
    return _held(key, day, _rows(key, day, timezone.now()))


def held_by_many(keys: Collection[int], day: date) -> dict[int, Held]:
    """The same of many people, in two statements however many they are."""
    away = list(
        Absence.objects.on(day).filter(Q(person__in=keys) | Q(cover__in=keys)).order_by("-starts", "pk").values_list("person", "cover")
    )
    absent, covered, own = {person for person, _cover in away}, defaultdict(list), defaultdict(list)
    for person, cover in away:
        covered[cover].append(person)
    posts = Post.objects.on(day).filter(person__in={*keys, *absent}).select_related("unit__station").order_by("unit__order", "pk")
    for post in posts:
        own[post.person_id].append(post)
    return {key: Held(day, key in absent, tuple(covered[key]), (*own[key], *_lent_posts(posts, covered[key]))) for key in keys}


def _lent_posts(posts: Iterable[Post], covered: list[int]) -> list[Post]:
    """The posts of those whom one covers for; an administrator's is never covered."""
    return [post for post in posts if post.person_id in covered and post.role not in ADMINISTRATIVE] if covered else []


def _rows(key: int, day: date, at) -> list[tuple]:
    """One row for each post, or one with nothing of a post; none without the person."""
    _prepare()
    with connection.cursor() as cursor:
        cursor.execute("EXECUTE asking (%s, %s, %s, %s)", [key, day, at, list(ADMINISTRATIVE)])
        return cursor.fetchall()


def _prepare() -> None:
    """Once for each connection: to plan this statement takes five times as long as to answer it, and every page asks it."""
    own: Any = connections[DEFAULT_DB_ALIAS]  # that of this thread
    own.ensure_connection()
    if getattr(own, "asked_by", None) is not own.connection:
        with own.wrap_database_errors, own.connection.cursor() as cursor:
            cursor.execute(f"PREPARE asking (bigint, date, timestamptz, text[]) AS {_statement()}")
        own.asked_by = own.connection


def _held(key: int, day: date, rows: list[tuple]) -> Held:
    start = len(_fields(Person)) + 1
    away = rows[0][start] if rows else ()
    posts = tuple(post for row in rows if (post := _post(row, start + 1)))
    return Held(day, key in away, tuple(other for other in away if other != key), posts)


def _post(row: tuple, start: int) -> Post | None:
    post = _made(Post, row, start)
    if post:
        start += len(_fields(Post))
        post.unit = _made(Unit, row, start)
        post.unit.station = _made(Unit, row, start + len(_fields(Unit)))
    return post


def _made(model, row: tuple, start: int):
    """The object whose columns begin there, or None where an outer join found nothing."""
    return None if row[start] is None else model.from_db("default", _fields(model), row[start : start + len(_fields(model))])


@cache
def _fields(model) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


@cache
def _statement() -> str:
    tables = {"person": Person, "post": Post, "unit": Unit, "station": Unit}
    return ASKING.format(
        **{name: ", ".join(f'{name}."{field.column}"' for field in model._meta.concrete_fields) for name, model in tables.items()},
    )
