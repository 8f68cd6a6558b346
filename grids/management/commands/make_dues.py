"""Makes what falls due in a range of days; a second run changes nothing."""

from datetime import date, timedelta

from django.core.management.base import BaseCommand
from django.utils import timezone

from grids.actions import compute_workload, make_dues


class Command(BaseCommand):
    help = "Make the dues of all grids from --from until the day before --until (default: the week ahead) and today's workload index."

    def add_arguments(self, parser):
        today = timezone.localdate()
        parser.add_argument("--from", dest="starts", type=date.fromisoformat, default=today)
        parser.add_argument("--until", dest="ends", type=date.fromisoformat, default=today + timedelta(days=7))

    def handle(self, *args, starts: date, ends: date, **options):
        self.stdout.write(f"dues: {make_dues(starts=starts, ends=ends)}")
        self.stdout.write(f"workload: {compute_workload(day=timezone.localdate())}")
