"""The bell of the day: versions come into force and go out of it."""

from celery import shared_task
from django.utils import timezone

from haidian_policing.handbooks.actions import keep_the_calendar


@shared_task
def turn_the_day() -> int:
    return keep_the_calendar(timezone.now())
