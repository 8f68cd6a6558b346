"""Sending a notice to units, roles and people, confirming it, urging those who have not."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from haidian_policing.jobs.actions import notify, tell
from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.registry import Topic
from haidian_policing.notes.actions import attach
from haidian_policing.notices.models import Circular, Receipt
from haidian_policing.organisation.models import Person, Post

SENT, URGED = "notices.sent", "notices.urged"
URGE_AGAIN = timedelta(hours=1)


def receivers(author, *, units, roles, people, day) -> dict[int, int]:
    """{person: unit of the post through which he is reached}, within the author's reach for sending; without roles the whole unit."""
    posts = Post.objects.on(day).filter(person__is_active=True, person__in=Person.objects.reachable_by(author, "notice.send"))
    asked = Q(unit__in=units) | Q(unit__station__in=units) & ~Q(unit__kind="street") if units else Q(pk__in=[])
    chosen = posts.filter(asked & (Q(role__in=roles) if roles else Q()) | Q(person__in=people))
    found = chosen.exclude(person=author).order_by("-unit__order", "-pk").values_list("person", "unit")
    return dict(found)  # the first unit in official order wins


@transaction.atomic
def send(*, author, at, title: str, text: str, units, roles, people, answer_by=None, files=(), once: str = "") -> Circular | None:
    """Send a notice with its files; the same token sends it once. None where nobody would receive it."""
    audience = receivers(author, units=units, roles=roles, people=people, day=timezone.localdate(at))
    if not audience:
        return None
    fresh = Circular(author=author, title=title, text=text, sent_at=at, answer_by=answer_by, once=once)
    Circular.objects.bulk_create([fresh], ignore_conflicts=bool(once))
    circular = Circular.objects.get(author=author, once=once) if once else fresh
    if not circular.receipts.exists():
        Receipt.objects.bulk_create(Receipt(circular=circular, person_id=person, unit_id=unit) for person, unit in audience.items())
        attach("circular", circular.pk, files, actor=author, at=at, once=once)
        tell(SENT, f"{SENT}:{circular.pk}", circular=circular.pk)
    return circular


def confirm(receipts, *, actor, at, words: str = "") -> int:
    """Confirm one's own; a second time changes nothing."""
    return receipts.filter(person=actor).waiting().update(answered_at=at, words=words)


@transaction.atomic
def urge(circulars, *, actor, at) -> int:
    """Remind those who have not confirmed, of the units that the actor follows; once an hour for each notice."""
    urged = 0
    for circular in circulars.visible_to(actor).filter(Q(urged_at=None) | Q(urged_at__lt=at - URGE_AGAIN)):
        late = list(Receipt.objects.followed_by(actor, circular).waiting().values_list("person", flat=True))
        mine = Circular.objects.filter(pk=circular.pk, urged_at=circular.urged_at)
        if late and mine.update(urged_at=at):
            tell(URGED, f"{URGED}:{circular.pk}:{at.timestamp()}", circular=circular.pk, people=late)
            urged += len(late)
    return urged


def _tell_sent(message) -> None:
    circular = Circular.objects.get(pk=message.body["circular"])
    _notify(circular, circular.receipts.values_list("person", flat=True), NoticeKind.TASK, ("请回执", "Please confirm"), message.key)


def _tell_urged(message) -> None:
    circular = Circular.objects.get(pk=message.body["circular"])
    late = circular.receipts.waiting().filter(person__in=message.body["people"]).values_list("person", flat=True)
    _notify(circular, late, NoticeKind.WARNING, ("催回执", "Urged to confirm"), message.key)


def _notify(circular: Circular, people, kind: str, words: tuple[str, str], key: str) -> None:
    until = f"（{timezone.localtime(circular.answer_by):%m-%d %H:%M} 前）" if circular.answer_by else ""
    text, text_en = f"{words[0]}：{circular.title}{until}", f"{words[1]}: {circular.title}"
    notify(people, kind=kind, text=text[:200], text_en=text_en, path=f"/notices/circulars/{circular.pk}/", key=key)


TOPICS = (Topic(SENT, _tell_sent), Topic(URGED, _tell_urged))
