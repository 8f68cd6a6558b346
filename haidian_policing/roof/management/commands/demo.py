"""Loads the demonstration district, floor by floor, into an empty database, and load data onto one that has it."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.utils import timezone

from haidian_policing.bulk.owner import as_owner
from haidian_policing.demonstration import Burden, World
from haidian_policing.jobs.models import OutboxMessage
from haidian_policing.launcher.progress import Progress
from haidian_policing.launcher.words import named
from haidian_policing.organisation.models import Person
from haidian_policing.roof.declarations import rooms


def burdens() -> list[Burden]:
    """The load data that the apps' demo rooms offer."""
    return [burden for _label, room in rooms("demo") for burden in getattr(room, "BURDENS", ())]


class Command(BaseCommand):
    help = "Load the demonstration district. --scale 1 is the whole of Haidian; the same seed gives the same data."

    def add_arguments(self, parser):
        parser.add_argument("--scale", type=float, help="share of the whole district, up to 1 (default: 0.1)")
        parser.add_argument("--seed", type=int, default=20190410)
        parser.add_argument("--months", type=int, help="whole months of life before this one (default: 3, at scale 1 12)")
        for burden in burdens():
            words = f"so many copies more, labelled as load data, onto what is there; at most {burden.most:,}"
            parser.add_argument(burden.option, type=int, default=0, help=words)

    def handle(self, *args, scale: float | None, seed: int, months: int | None, **options):
        wanted = [(burden, options[burden.name]) for burden in burdens() if options[burden.name]]
        self.refuse(scale, months, wanted)
        with as_owner():
            there = Person.objects.exists()
            if there and (scale is not None or months is not None or not wanted):
                raise CommandError("There are people in this database already; the demonstration goes into an empty one.")
            if not there:
                share = 0.1 if scale is None else scale
                load(World(share, seed, timezone.localdate(), months or (12 if share >= 1 else 3)))
            for burden, number in wanted:
                add(burden, number)
            settle()

    def refuse(self, scale: float | None, months: int | None, wanted: list[tuple[Burden, int]]) -> None:
        if settings.PRODUCTION:
            raise CommandError("The production profile takes no demonstration data.")
        if scale is not None and not 0 < scale <= 1:
            raise CommandError("--scale is a share of the whole district: above 0, at most 1.")
        if months is not None and not 1 <= months <= 12:
            raise CommandError("--months is a number of whole months: at least 1, at most 12.")
        for burden, number in wanted:
            if not 0 < number <= burden.most:
                raise CommandError(f"{burden.option} is how many to add: at least 1, at most {burden.most:,}.")


@transaction.atomic
def load(world: World) -> None:
    """All of it or nothing, so that an interrupted load begins again in an empty database. Nobody is told today what happened in it."""
    began = timezone.now()
    for label, room in rooms("demo"):
        shown(label, lambda progress, room=room: room.load(world, progress))
    OutboxMessage.objects.filter(created_at__gte=began).delete()


@transaction.atomic
def add(burden: Burden, number: int) -> None:
    """All of it or nothing."""
    if not shown(burden.option, lambda progress: burden.load(number, progress)):
        raise CommandError(f"{burden.option}: there is nothing yet that could be copied. Load the demonstration first.")


def shown(label: str, work) -> Any:
    with Progress(named(label)) as progress:
        return work(progress.reach)


def settle() -> None:
    """Tell the planner what came, and mark the pages that everybody may see; inside a test's transaction neither is possible."""
    if not connection.in_atomic_block:
        with connection.cursor() as cursor, Progress(named("settle")):
            cursor.execute("VACUUM (ANALYZE)")
