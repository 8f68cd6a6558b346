"""Doorbells of performance: the nightly computation of the month, and the job that does it."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidian_policing.jobs.registry import JobKind
from performance.actions.editions import COMPUTE, ring_for_the_months


@shared_task
def compute_month() -> int:
    return ring_for_the_months(timezone.now())


def run_compute(job, progress) -> dict:
    """Counts, scores and ranks the period named in the job; scipy is loaded by the worker only."""
    from performance.actions.computing import compute_job

    return compute_job(job, progress, timezone.now())


JOBS = (JobKind(COMPUTE, _("Compute the ranking of a period"), run_compute, may="ranking.compute"),)
