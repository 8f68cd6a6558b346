"""Load data by `manage.py demo`, until there are as many tickets and task logs as wanted."""

from django.core.management import call_command

from grids.models import TaskLog
from whistle_reporting.models import Ticket


def grow(tickets: int, task_logs: int) -> dict[str, int]:
    """Add what is missing; returns how many there are."""
    wanted = {"tickets": tickets - Ticket.objects.count(), "task_logs": task_logs - TaskLog.objects.count()}
    if missing := {name: number for name, number in wanted.items() if number > 0}:
        call_command("demo", **missing)
    return {"tickets": Ticket.objects.count(), "logs": TaskLog.objects.count()}
