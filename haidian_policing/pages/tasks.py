"""The pages' Celery doorbells."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from haidian_policing.pages.models import ReceivedForm

KEPT = timedelta(days=1)


@shared_task
def forget_forms() -> int:
    """Forget the forms of yesterday: their pages are gone."""
    return ReceivedForm.objects.filter(at__lt=timezone.now() - KEPT).delete()[0]
