"""Puts the starting content of every app in place, floor by floor; a second run changes nothing."""

from django.core.management.base import BaseCommand
from django.db import transaction
from django.utils import timezone

from haidian_policing.roof.declarations import rooms


class Command(BaseCommand):
    help = "Load the starting content (indicators, task list, whistle items, services, rule sets) that is not there yet."

    def handle(self, *args, **options):
        at = timezone.now()
        with transaction.atomic():
            for label, room in rooms("seeds"):
                self.stdout.write(f"{label}: {room.seed(at)}")
