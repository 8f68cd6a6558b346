"""Celery doorbells of whistle and report."""

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from whistle_reporting.sets import clocks


@shared_task
def recount_provisional() -> int:
    """Deadlines that touch a year which was confirmed meanwhile are counted again; a second run finds none."""
    with transaction.atomic():
        return clocks.recount(timezone.now())
