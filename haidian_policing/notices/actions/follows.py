"""Following objects, and telling the followers what happened: through the outbox, to whoever still sees the object."""

from collections import defaultdict
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from haidian_policing.access.standing import Standing
from haidian_policing.jobs.actions import notify, tell
from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import Notice
from haidian_policing.jobs.registry import Topic
from haidian_policing.notes.registry import SUBJECTS, Subject
from haidian_policing.notices.actions.webhooks import queue
from haidian_policing.notices.models import Subscription
from haidian_policing.organisation.models import Person, Post

HAPPENED = "notices.happened"
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
    told = followers(subject, body["verb"], body["objects"])
    told.pop(body.get("actor") or 0, None)
    people = Person.objects.filter(is_active=True).in_bulk(told)
    for pk, person in people.items():
        person.standing = Standing(person, timezone.localdate())
        _tell_one(subject, body, person, list(subject.seen_by(person).filter(pk__in=told[pk])))


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


def _tell_one(subject: Subject, body: dict, person, things: list) -> None:
    """A line for each object, or one for all; nobody gets a second line about what he was told as the one concerned."""
    known = Notice.objects.filter(person=person, key__startswith=f"{body['origin']}-")
    if not things or known.exists():
        return
    label, many = subject.events.get(body["verb"], body["verb"]), len(things) > MOST_LINES
    for thing in things[:1] if many else things:
        texts = {language: _text(subject, label, thing, len(things) if many else 0, language) for language in ("zh-hans", "en")}
        path, key = "" if many else subject.address(thing.pk), f"follow:{body['origin']}:{0 if many else thing.pk}"
        notify([person.pk], kind=NoticeKind.NEWS, text=texts["zh-hans"], text_en=texts["en"], path=path, key=key[:160])


def _text(subject: Subject, label, thing, many: int, language: str) -> str:
    with override(language):
        if many:
            return (_("You follow: %(count)s × %(kind)s: %(event)s") % {"count": many, "kind": subject.label, "event": label})[:200]
        return (_("You follow: %(kind)s %(thing)s: %(event)s") % {"kind": subject.label, "thing": thing, "event": label})[:200]


TOPICS = (Topic(HAPPENED, _deliver),)
