"""Asking for long work, doing it, cancelling it; telling the outside."""

import threading
import traceback
from datetime import timedelta

import structlog
from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from haidian_policing.access.standing import Standing, may
from haidian_policing.jobs.choices import JobState
from haidian_policing.jobs.models import Job, Notice, OutboxMessage, Preference
from haidian_policing.jobs.querysets import MOST_ATTEMPTS
from haidian_policing.jobs.registry import JOB_KINDS, TOPICS

log = structlog.get_logger(__name__)
RUN, DRAIN = "haidian_policing.jobs.tasks.run_job", "haidian_policing.jobs.tasks.drain"


MOST_OPEN, MOST_AN_HOUR = 2, 20
PULSE = 5  # seconds


class TooMany(ValueError):
    """The person asked for more long work than one person may; the text says so."""


class Cancelled(Exception):
    """The job was cancelled, or another attempt took it over."""


@transaction.atomic
def request_job(kind: str, *, actor, key: str = "", **arguments) -> Job:
    """Put one job in the queue; an open job of the same kind and key is given back instead of a second one. Raises TooMany."""
    at = timezone.now()
    if actor and not (key and Job.objects.open().filter(kind=kind, key=key).exists()):
        refuse_too_many(kind, actor, at)
    fresh = Job(kind=kind, key=key, arguments=arguments, requested_by=actor, created_at=at)
    Job.objects.bulk_create([fresh], ignore_conflicts=bool(key))
    job = Job.objects.open().get(kind=kind, key=key) if key else fresh
    transaction.on_commit(lambda: ring(RUN, job.pk))
    return job


def refuse_too_many(kind: str, person, at) -> None:
    """Two open jobs and twenty an hour of one person, papers apart; whoever asks at the same moment waits for the lock and is counted."""
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=person.pk).values_list("pk"))
    apart = {row.code: row.apart for row in JOB_KINDS.values() if row.apart}
    asked, (most_open, most_an_hour) = Job.objects.filter(requested_by=person), apart.get(kind, (MOST_OPEN, MOST_AN_HOUR))
    asked = asked.filter(kind=kind) if kind in apart else asked.exclude(kind__in=apart)
    if asked.open().count() >= most_open:
        raise TooMany(_("%(count)s of your jobs are waiting or running; wait until one of them has ended.") % {"count": most_open})
    if asked.filter(created_at__gt=at - timedelta(hours=1)).count() >= most_an_hour:
        raise TooMany(_("You asked for %(count)s jobs within an hour; try again later.") % {"count": most_an_hour})


def ring(task: str, *arguments) -> bool:
    """Wake a worker without retrying; False where the broker is away: the sweeper finds the row later."""
    try:
        import_string(settings.CELERY_APP).send_task(task, arguments, retry=False)
    except Exception as error:
        log.warning("broker_away", task=task, error=str(error))
        return False
    return True


def run(pk: int) -> int:
    """Claim a job and do it; 1 when this call did it, 0 when somebody else has it or it is over."""
    if not Job.objects.filter(pk=pk).claim(timezone.now()):
        return 0
    job = Job.objects.select_related("requested_by").get(pk=pk)
    try:
        with Pulse(job):
            result = _perform(job)
    except Cancelled:
        return 0
    except Exception as error:
        _fail(job, error)
        raise
    Job.objects.filter(pk=pk).beat(job.attempts, timezone.now(), state=JobState.DONE, finished_at=timezone.now(), result=result or {})
    return 1


class Pulse(threading.Thread):
    """Signs of life beside the work, so that a long statement does not look like a dead worker; a killed process has none."""

    def __init__(self, job: Job) -> None:
        super().__init__(daemon=True)
        self.job, self.over = job, threading.Event()

    def __enter__(self) -> None:
        self.start()

    def __exit__(self, *_error) -> None:
        self.over.set()
        self.join(timeout=5)

    def run(self) -> None:
        while not self.over.wait(PULSE):
            try:
                Job.objects.filter(pk=self.job.pk).beat(self.job.attempts, timezone.now())
            except DatabaseError as error:
                log.warning("no_pulse", job=self.job.pk, error=str(error))
            finally:
                connection.close()


def _perform(job: Job):
    kind = JOB_KINDS[job.kind]
    if kind.may and job.requested_by:
        refuse_without(job.requested_by, kind.may)
    return kind.run(job, progress_of(job))


def refuse_without(person, capability: str) -> None:
    """The requesting person's rights are asked again when the work is done, not only when it was asked for."""
    person.standing = Standing(person, timezone.localdate())
    if not may(person, capability):
        raise PermissionError(f"{person.police_number} no longer has {capability}")


def progress_of(job: Job):
    """A callback (done, total) that is the heartbeat as well; raises Cancelled where the job is no longer this attempt's."""

    def progress(done: int, total: int) -> None:
        if not Job.objects.filter(pk=job.pk).beat(job.attempts, timezone.now(), done=done, total=total):
            raise Cancelled

    return progress


def _fail(job: Job, error: Exception) -> None:
    """Give up after the last attempt or on a refusal; otherwise back into the queue for the sweeper."""
    final = job.attempts >= MOST_ATTEMPTS or isinstance(error, (PermissionError, ValueError))
    log.error("job_failed", job=job.pk, kind=job.kind, trace="".join(traceback.format_exception(error))[-4000:])
    state = JobState.FAILED if final else JobState.QUEUED
    Job.objects.filter(pk=job.pk, attempts=job.attempts).update(state=state, error=str(error)[:2000], finished_at=timezone.now())


def cancel(jobs, *, actor, at) -> int:
    """Cancel the open ones of these jobs that the actor may see."""
    return jobs.visible_to(actor).open().update(state=JobState.CANCELLED, finished_at=at)


@transaction.atomic
def retry(jobs, *, actor, at) -> int:
    """Put failed and cancelled ones that the actor may see back into the queue; one with an open twin stays as it is."""
    over = jobs.visible_to(actor).filter(state__in=(JobState.FAILED, JobState.CANCELLED)).without_open_twin()
    keys = list(over.values_list("pk", flat=True))
    again = Job.objects.filter(pk__in=keys).update(state=JobState.QUEUED, attempts=0, done=0, error="", finished_at=None)
    transaction.on_commit(lambda: [ring(RUN, pk) for pk in keys])
    return again


def read_notices(notices, *, actor, at) -> int:
    """Mark the actor's own notices among these as read."""
    return notices.visible_to(actor).unread().update(read_at=at)


def tell(topic: str, key: str, **body) -> None:
    """Leave a message for after the commit; the same key is told once."""
    message = OutboxMessage(topic=topic, key=key, body=body, created_at=timezone.now())
    OutboxMessage.objects.bulk_create([message], ignore_conflicts=True)
    transaction.on_commit(lambda: ring(DRAIN))


def deliver_waiting(most: int = 500) -> int:
    """Deliver waiting messages, each in its own transaction, skipping what another worker holds; a failure waits for the next sweep."""
    delivered = 0
    for pk in list(OutboxMessage.objects.waiting().values_list("pk", flat=True)[:most]):
        delivered += _deliver(pk)
    return delivered


def _deliver(pk: int) -> int:
    try:
        with transaction.atomic():
            message = OutboxMessage.objects.waiting().filter(pk=pk).select_for_update(skip_locked=True).first()
            if message is None:
                return 0
            TOPICS[message.topic].deliver(message)
            OutboxMessage.objects.filter(pk=pk).update(delivered_at=timezone.now(), attempts=message.attempts + 1)
    except Exception as error:
        log.error("message_failed", message=pk, error=str(error))
        return 0
    return 1


def notify(people, *, kind: str, text: str, text_en: str, path: str, key: str, urgent: bool = False) -> None:
    """Put one notice into the inbox of each person; the same key reaches a person once. Unless urgent, it keeps his quiet hours."""
    common = {"kind": kind, "text": text, "text_en": text_en, "path": path, "key": key}
    put([Notice(person_id=pk, **common) for pk in set(people)], urgent=urgent)


def put(notices: list[Notice], *, urgent: bool = False) -> None:
    """Put notices of any text into the inboxes of their people, in two statements."""
    at, people = timezone.now(), {row.person_id for row in notices}
    quiet = [] if urgent else Preference.objects.filter(person__in=people, quiet_from__isnull=False)
    held = {row.person_id: row.quiet_ends(at) for row in quiet}
    for notice in notices:
        notice.created_at, notice.held_until = at, held.get(notice.person_id)
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
