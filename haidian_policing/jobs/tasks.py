"""Celery doorbells of the ground: run one job, sweep up what was left, deliver messages."""

from celery import shared_task
from django.utils import timezone

from haidian_policing.jobs import actions
from haidian_policing.jobs.models import Job


@shared_task
def run_job(pk: int) -> int:
    return actions.run(pk)


@shared_task
def sweep() -> int:
    """Run what waits without a worker: the broker was away, or the worker died."""
    waiting = Job.objects.claimable(timezone.now()).order_by("pk").values_list("pk", flat=True)[:50]
    return sum(actions.ring(actions.RUN, pk) for pk in waiting)


@shared_task
def drain() -> int:
    return actions.deliver_waiting()
