"""Doorbells of notices: the morning's reminder, webhooks whose time has come."""

from celery import shared_task
from django.utils.translation import gettext_lazy as _

from haidian_policing.jobs.registry import JobKind
from haidian_policing.notices.actions import reminders, webhooks

JOBS = (JobKind(reminders.DAILY, _("Daily reminder"), reminders.remind),)


@shared_task
def remind() -> int:
    return reminders.ask_for_today()


@shared_task
def send_webhooks() -> int:
    return webhooks.send_due()
