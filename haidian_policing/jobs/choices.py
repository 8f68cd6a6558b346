"""The states of a job and of an outbox row."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class JobState(TextChoices):
    QUEUED = "queued", pgettext_lazy("job", "Waiting")
    RUNNING = "running", pgettext_lazy("job", "Running")
    DONE = "done", pgettext_lazy("job", "Finished")
    FAILED = "failed", pgettext_lazy("job", "Failed")
    CANCELLED = "cancelled", pgettext_lazy("job", "Cancelled")


OPEN = (JobState.QUEUED, JobState.RUNNING)


class NoticeKind(TextChoices):
    TASK = "task", _("To do")
    NEWS = "news", _("For information")
    WARNING = "warning", _("Warning")
