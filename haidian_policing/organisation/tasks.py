"""The nightly doorbell of the organisation."""

from celery import shared_task
from django.utils import timezone

from haidian_policing.organisation import actions


@shared_task
def tidy() -> int:
    return actions.tidy(at=timezone.now())
