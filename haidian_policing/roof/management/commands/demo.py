"""Loads the demonstration district, floor by floor, into an empty database."""

import sys
import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from haidian_policing.bulk.owner import as_owner
from haidian_policing.demonstration import World
from haidian_policing.launcher.progress import Progress
from haidian_policing.organisation.models import Person
from haidian_policing.roof.declarations import rooms


class Command(BaseCommand):
    help = "Load the demonstration district. --scale 1 is the whole of Haidian; the same seed gives the same data."

    def add_arguments(self, parser):
        parser.add_argument("--scale", type=float, default=0.1)
        parser.add_argument("--seed", type=int, default=20190410)
        parser.add_argument("--months", type=int, default=0, help="months of life; 3 below scale 1, else 12")

    def handle(self, *args, scale: float, seed: int, months: int, **options):
        if settings.PRODUCTION:
            raise CommandError("The production profile takes no demonstration data.")
        if not 0 < scale <= 1:
            raise CommandError("--scale is a share of the whole district: above 0, at most 1.")
        if months < 0:
            raise CommandError("--months is a number of whole months, at least 1.")
        with as_owner():
            if Person.objects.exists():
                raise CommandError("There are people in this database already; the demonstration goes into an empty one.")
            self.load(World(scale, seed, timezone.localdate(), months or (12 if scale >= 1 else 3)))

    @transaction.atomic
    def load(self, world: World) -> None:
        """All of it or nothing, so that an interrupted load begins again in an empty database."""
        started = time.monotonic()
        for label, room in rooms("demo"):
            with Progress(label) as progress:
                room.load(world, progress.reach)
        print(f"{time.monotonic() - started:.1f} s", file=sys.stdout)
