"""Following objects, and telling the followers what happened: through the outbox, to whoever still sees the object."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from functools import cache

from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet, Value
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from haidian_policing.access.standing import stand
from haidian_policing.jobs.actions import put, tell
from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import Notice
from haidian_policing.jobs.registry import Topic
from haidian_policing.notes.registry import SUBJECTS, Subject
from haidian_policing.notices.actions.webhooks import queue
from haidian_policing.notices.models import Subscription
from haidian_policing.organisation.models import Person, Post

HAPPENED = "notices.happened"
TOGETHER = 50  # questions in one statement
MOST_LINES = 5  # of one act on many objects; beyond, one line says how many


def happened(kind: str, verb: str, objects, *, key: str, at: datetime, actor=None) -> None:
    """Leave word of an event for after the commit, where no message of the app's own carries it."""
    tell(HAPPENED, f"happened:{key}"[:120], kind=kind, verb=verb, objects=list(objects), origin=key, at=at.isoformat(), actor=actor)


def spread(kind: str, verb: str, objects, *, origin: str, at: str, actor: int | None = None) -> None:
    """Tell followers and webhooks what happened to these objects, each once; called where a message is delivered.

    origin: key of the notices to those concerned, up to its "-": they are not told again as followers. at: ISO; actor: is not told.
    """
    body = {"kind": kind, "verb": verb, "objects": sorted(set(objects)), "origin": origin, "at": at, "actor": actor}
    _tell_followers(SUBJECTS[kind], body)
    queue(SUBJECTS[kind], body, at=timezone.now())


def follow(person, kind: str, pk: int) -> None:
    Subscription.objects.bulk_create([Subscription(person=person, kind=kind, object_id=pk)], ignore_conflicts=True)


def choose(person, kind: str, pk: int, verbs: list[str]) -> None:
    """Be told of these events only; of none, where none is chosen."""
    known = [verb for verb in SUBJECTS[kind].events if verb in verbs]
    Subscription.objects.update_or_create(person=person, kind=kind, object_id=pk, defaults={"verbs": known, "muted": not known})


def _deliver(message) -> None:
    spread(**message.body)


def _tell_followers(subject: Subject, body: dict) -> None:
    """A few statements however many follow; nobody gets a second line about what he was told as the one concerned."""
    told = followers(subject, body["verb"], body["objects"])
    known = Notice.objects.filter(person__in=told, key__startswith=f"{body['origin']}-").values_list("person", flat=True)
    for pk in {body.get("actor") or 0, *known} & set(told):
        del told[pk]
    people = list(Person.objects.filter(is_active=True, pk__in=told))
    stand(people, timezone.localdate())
    seen = seen_by_each(subject, people, body["objects"])
    put(list(_notices(subject, body, {person: things & told[person] for person, things in seen.items()})))


def seen_by_each(subject: Subject, people: Iterable[Person], objects: list[int]) -> dict[int, set[int]]:
    """{person: those of the objects that he sees}: what several ask alike is asked once, and many questions go in one statement."""
    asked: dict[str, tuple[QuerySet, list[int]]] = {}
    for person in people:
        rows = subject.seen_by(person).filter(pk__in=objects).order_by()
        with suppress(EmptyResultSet):
            asked.setdefault(repr(rows.values("pk").query.sql_with_params()), (rows, []))[1].append(person.pk)
    found, questions = defaultdict(set), list(asked.values())
    for start in range(0, len(questions), TOGETHER):
        some = enumerate(questions[start : start + TOGETHER], start)
        first, *others = (rows.annotate(asker=Value(number)).values_list("asker", "pk") for number, (rows, _askers) in some)
        for number, pk in first.union(*others, all=True):
            for person in questions[number][1]:
                found[person].add(pk)
    return found


def followers(subject: Subject, verb: str, objects: list[int]) -> dict[int, set[int]]:
    """{person: the objects of which he is told this event}: by his own choice, else as is usual in his role."""
    found: dict[int, set[int]] = defaultdict(set)
    chosen = Subscription.objects.filter(kind=subject.code, object_id__in=[0, *objects])
    decided = set()
    for row in chosen:
        decided |= {row.person_id} if row.object_id == 0 else set()
        if not row.muted and (not row.verbs or verb in row.verbs):
            found[row.person_id] |= {row.object_id} if row.object_id else set(objects)
    roles = [role for role, verbs in subject.told_to.items() if verb in verbs]
    usual = Post.objects.on(timezone.localdate()).filter(role__in=roles).exclude(person__in=decided)
    for pk in usual.values_list("person", flat=True) if roles else ():
        found[pk] |= set(objects)
    return found


def _notices(subject: Subject, body: dict, seen: dict[int, set[int]]) -> Iterator[Notice]:
    """A line for each object that somebody sees, or one for all where they are many; each is put into words once."""
    label, things = subject.events.get(body["verb"], body["verb"]), subject.model._default_manager.in_bulk(set().union(*seen.values()))
    words = cache(lambda pk, many, language: _text(subject, label, things.get(pk), many, language))
    for person, keys in seen.items():
        many = len(keys) if len(keys) > MOST_LINES else 0
        for pk in (0,) if many else sorted(keys):
            texts = {"text": words(pk, many, "zh-hans"), "text_en": words(pk, many, "en")}
            path, key = subject.address(pk) if pk else "", f"follow:{body['origin']}:{pk}"[:160]
            yield Notice(person_id=person, kind=NoticeKind.NEWS, path=path, key=key, **texts)


def _text(subject: Subject, label, thing, many: int, language: str) -> str:
    with override(language):
        if many:
            return (_("You follow: %(count)s × %(kind)s: %(event)s") % {"count": many, "kind": subject.label, "event": label})[:200]
        return (_("You follow: %(kind)s %(thing)s: %(event)s") % {"kind": subject.label, "thing": thing, "event": label})[:200]


TOPICS = (Topic(HAPPENED, _deliver),)
