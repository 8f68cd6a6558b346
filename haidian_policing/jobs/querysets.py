"""Claims and reads of jobs, outbox messages and notices."""

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from haidian_policing.jobs.choices import OPEN, JobState

SILENT_FOR = timedelta(seconds=20)
MOST_ATTEMPTS = 5


class JobQuerySet(QuerySet):
    def open(self):
        return self.filter(state__in=OPEN)

    def claimable(self, at):
        """Waiting, or running without a heartbeat: its worker died."""
        return self.filter(Q(state=JobState.QUEUED) | Q(state=JobState.RUNNING, heartbeat_at__lt=at - SILENT_FOR))

    def claim(self, at) -> bool:
        """Take the one job for this worker; False where another has it or it is over."""
        taken = self.claimable(at).update(state=JobState.RUNNING, started_at=at, heartbeat_at=at, attempts=F("attempts") + 1, done=0)
        return taken == 1

    def beat(self, attempt: int, at, **columns) -> bool:
        """Sign of life of one attempt; False where the job was cancelled or another attempt took over."""
        return self.filter(state=JobState.RUNNING, attempts=attempt).update(heartbeat_at=at, **columns) == 1

    def without_open_twin(self):
        """Jobs whose kind and key no open job has."""
        open_twins = self.model.objects.open().filter(kind=OuterRef("kind"), key=OuterRef("key"))
        return self.filter(Q(key="") | ~Exists(open_twins))

    def visible_to(self, person):
        return self if "job.view" in person.standing.capabilities else self.filter(requested_by=person)


class OutboxQuerySet(QuerySet):
    def waiting(self):
        return self.filter(delivered_at__isnull=True).order_by("pk")


class NoticeQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(person=person)

    def unread(self):
        return self.filter(read_at__isnull=True)

    def calling(self, at):
        """Unread, and not held back for somebody's quiet hours: what the bell counts."""
        return self.unread().filter(Q(held_until=None) | Q(held_until__lte=at))
