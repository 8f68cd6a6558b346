"""Doorbells of the grids: what falls due, and the workload index."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from grids.actions import compute_workload, make_dues

WEEK = timedelta(days=7)


@shared_task
def make_current_dues() -> int:
    """The dues of the week behind and the week ahead, so that a missed night is made up for."""
    today = timezone.localdate()
    return make_dues(starts=today - WEEK, ends=today + WEEK)


@shared_task
def compute_todays_workload() -> int:
    """The workload index of every grid as of today."""
    return compute_workload(day=timezone.localdate())
