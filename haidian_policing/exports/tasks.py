"""Exports as jobs, and the nightly tidying."""

from celery import shared_task
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.exports import actions
from haidian_policing.exports.models import Export
from haidian_policing.jobs.registry import JobKind


def write(job, progress) -> dict:
    """Once written, an export stays as it is."""
    export = Export.objects.get(pk=job.arguments["export"])
    with translation.override(export.language):
        return {"rows": export.rows} if export.rows is not None else actions.make(export, job.requested_by, progress)


JOBS = (
    JobKind("export", _("Export"), write),
    JobKind("paper", pgettext_lazy("job", "Paper"), write, apart=(5, 200)),  # a desk prints all day
)


@shared_task
def forget() -> int:
    return actions.forget(at=timezone.now())
