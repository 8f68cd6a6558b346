"""Long work as a row, messages that leave with the transaction, and the notices that people read."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidian_policing.jobs.choices import OPEN, JobState, NoticeKind
from haidian_policing.jobs.querysets import JobQuerySet, NoticeQuerySet, OutboxQuerySet


class Job(models.Model):
    """The truth about one piece of long work; Celery only wakes a worker for it. `key` makes a repeated request the same job."""

    kind = models.CharField(_("kind"), max_length=60)
    key = models.CharField(max_length=120, blank=True)
    arguments = models.JSONField(default=dict)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="jobs", verbose_name=_("requested by")
    )
    state = models.CharField(_("state"), max_length=10, choices=JobState, default=JobState.QUEUED)
    created_at = models.DateTimeField(_("created"))
    started_at = models.DateTimeField(_("started"), null=True)
    heartbeat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(_("finished"), null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict)
    error = models.TextField(_("error"), blank=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("job")
        ordering = ("-pk",)
        indexes = [models.Index(fields=["created_at"], name="job_open", condition=Q(state__in=("queued", "running")))]
        constraints = [
            models.UniqueConstraint(
                name="one_open_job_per_key", fields=["kind", "key"], condition=Q(state__in=("queued", "running")) & ~Q(key="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0


class OutboxMessage(models.Model):
    """Something to tell the outside, written in the transaction that caused it and delivered after it, at least once."""

    topic = models.CharField(max_length=60)
    key = models.CharField(max_length=120, unique=True)
    body = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["id"], name="outbox_waiting", condition=Q(delivered_at__isnull=True))]

    def __str__(self) -> str:
        return f"{self.topic} {self.key}"


class Notice(models.Model):
    """One line in a person's inbox, with the page it leads to."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=8, choices=NoticeKind, default=NoticeKind.NEWS)
    text = models.CharField(max_length=200)
    text_en = models.CharField(max_length=300, blank=True)
    path = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=160)
    created_at = models.DateTimeField()
    held_until = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        indexes = [models.Index(fields=["person"], name="notice_unread", condition=Q(read_at__isnull=True))]
        constraints = [models.UniqueConstraint(name="a_notice_reaches_a_person_once", fields=["person", "key"])]

    def __str__(self) -> str:
        return self.text


class Preference(models.Model):
    """When a person wants quiet, and whether he wants the daily reminder; no row: no quiet, with reminder."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    quiet_from = models.TimeField(_("quiet from"), null=True, blank=True)
    quiet_until = models.TimeField(_("quiet until"), null=True, blank=True)
    daily = models.BooleanField(_("a reminder every morning"), default=True)

    def __str__(self) -> str:
        return str(self.person_id)

    def quiet_ends(self, at):
        """The end of the quiet time in which a moment lies, or None."""
        here = timezone.localtime(at)
        begins, ends, now = self.quiet_from, self.quiet_until, here.time()
        if begins is None or ends is None or not (begins <= now < ends if begins < ends else now >= begins or now < ends):
            return None
        day = here.date() + timedelta(days=begins > ends and now >= begins)
        return timezone.make_aware(datetime.combine(day, ends))
