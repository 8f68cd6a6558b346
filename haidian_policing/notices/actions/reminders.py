"""One merged reminder a day, a line for each thing that waits."""

from collections import defaultdict
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from haidian_policing.jobs.actions import put, request_job
from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import Notice, Preference
from haidian_policing.notices.registry import reminders
from haidian_policing.organisation.models import Absence, Person
from haidian_policing.phrasing import clauses

DAILY = "notices.daily"
BATCH = 500


def ask_for_today() -> int:
    """The morning bell: one job a day, found again by the sweeper where a worker dies in it."""
    request_job(DAILY, actor=None, key=timezone.localdate().isoformat())
    return 1


def remind(job, progress) -> dict:
    """Everybody who wants it, is not away and has something waiting gets one line of text; a second run adds nobody."""
    at = timezone.now()
    waiting: dict[int, list] = defaultdict(list)
    for reminder in reminders():
        for person, count in reminder.count(at, None).items():
            waiting[person].append((reminder, count))
    people = wanting(waiting, timezone.localdate(at))
    for done in range(0, len(people), BATCH):
        put([_notice(pk, waiting[pk], at) for pk in people[done : done + BATCH]])
        progress(min(done + BATCH, len(people)), len(people))
    return {"people": len(people)}


def _notice(person: int, waiting: list, at: datetime) -> Notice:
    texts = {"text": _text(waiting, "zh-hans")[:200], "text_en": _text(waiting, "en")[:300]}
    return Notice(person_id=person, kind=NoticeKind.TASK, path="/notices/today/", key=f"{DAILY}:{timezone.localdate(at)}", **texts)


def wanting(people, day) -> list[int]:
    """Those of the people with an account who did not turn the reminder off and are not away."""
    away = Absence.objects.on(day).values("person")
    off = Preference.objects.filter(daily=False).values("person")
    active = Person.objects.filter(pk__in=list(people), is_active=True).exclude(pk__in=away).exclude(pk__in=off)
    return list(active.order_by("pk").values_list("pk", flat=True))


def lines_of(person, at: datetime) -> list[tuple[str, str]]:
    """(words, address) of what waits for one person now."""
    found = ((reminder, reminder.count(at, [person.pk]).get(person.pk, 0)) for reminder in reminders())
    return [(str(reminder.words) % {"count": count}, reminder.address) for reminder, count in found if count]


def _text(waiting: list, language: str) -> str:
    with override(language):
        return _("Today: %(lines)s") % {"lines": clauses(str(reminder.words) % {"count": count} for reminder, count in waiting)}
