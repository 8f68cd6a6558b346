"""The pages' Celery doorbells."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from haidian_policing.pages.models import ReceivedForm, ReceivedRequest

KEPT = timedelta(days=1)


@shared_task
def forget_forms() -> int:
    """Forget the forms of yesterday, whose pages are gone, and the requests to the API."""
    before = timezone.now() - KEPT
    return sum(model.objects.filter(at__lt=before).delete()[0] for model in (ReceivedForm, ReceivedRequest))
