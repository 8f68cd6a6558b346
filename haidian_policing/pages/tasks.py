"""The pages' Celery doorbells."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from haidian_policing.files import aside
from haidian_policing.pages.models import ReceivedForm, ReceivedRequest

KEPT = timedelta(days=1)


@shared_task
def forget_forms() -> int:
    """Forget the forms of yesterday, whose pages are gone, with the files set aside for them, and the requests to the API."""
    before = timezone.now() - KEPT
    return aside.forget(before=before) + sum(row.objects.filter(at__lt=before).delete()[0] for row in (ReceivedForm, ReceivedRequest))
