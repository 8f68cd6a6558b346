"""Demonstration texts: our defaults, and of one rule a version in force with the draft of the next."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from haidian_policing.access.standing import Standing
from haidian_policing.demonstration import World
from haidian_policing.handbooks import seeds
from haidian_policing.handbooks.actions import advance, begin, save_chapter
from haidian_policing.handbooks.models import Chapter, Handbook, Version
from haidian_policing.organisation.models import Person, Post

RULE, CHAPTER = "rule-whistle", "clocks"
ADDED = "\n\n演示修订：节假日前一个工作日，值班长应逐件核对未办结吹哨单的剩余时限，并在综合指挥室例会上通报。"
ADDED_EN = "\n\nDemonstration: on the last working day before holidays the duty officer checks the time left of every open ticket."


def load(world: World, progress) -> None:
    """The rule about whistles was approved yesterday as it stands; the office has begun to change it."""
    began = morning(world.today - timedelta(days=20))
    seeds.seed(began)
    rule = Handbook.objects.get(code=RULE)
    office, leader = holder("performance", world.today), holder("bureau_leader", world.today)
    ours = Version.objects.filter(handbook=rule, number=1)
    advance(ours, "submit", actor=office, at=began, note="按默认文本试行（演示）")
    advance(ours, "approve", actor=leader, at=began + timedelta(days=1), valid_from=timezone.localdate(began + timedelta(days=1)))
    draft = begin(rule, actor=office, at=began + timedelta(days=8), day=world.today)
    chapter = draft.chapters.get(anchor=CHAPTER)
    first, rest = chapter.body.split("\n\n", 1)
    body = first.replace("及时", "第一时间") + "\n\n" + rest + ADDED
    words = {"title": chapter.title, "title_en": chapter.title_en, "order": chapter.order, "pages": chapter.pages, "roles": chapter.roles}
    given = words | {"body": body, "body_en": chapter.body_en + ADDED_EN}
    rows = Chapter.objects.filter(pk=chapter.pk)
    save_chapter(rows, seen=chapter.revision, actor=office, at=began + timedelta(days=9), **given)
    progress(1, 1)


def morning(day: date) -> datetime:
    """Of that day, or of the Monday after a weekend."""
    day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
    return timezone.make_aware(datetime.combine(day, time(9, 40)))


def holder(role: str, day) -> Person:
    """Whoever holds the role on the day, as he stands there."""
    person = Post.objects.on(day).filter(role=role).order_by("pk")[0].person
    person.standing = Standing(person, day)
    return person
