"""Verifies the audit log against itself and an anchor, and prints the anchor to keep elsewhere."""

from django.core.management.base import BaseCommand, CommandError

from haidian_policing.audit import sets


class Command(BaseCommand):
    help = "Verify the chain of the audit log; --anchor KEY:DIGEST checks that the log still holds what an earlier run printed."

    def add_arguments(self, parser):
        parser.add_argument("--anchor", default="")

    def handle(self, *args, anchor: str, **options):
        broken = sets.broken_links()
        if broken:
            raise CommandError(f"The audit log was changed at or before row(s): {', '.join(map(str, broken))}")
        key, _, digest = anchor.partition(":")
        if anchor and not sets.holds(int(key), digest):
            raise CommandError(f"The audit log no longer holds row {key} as anchored: rows were changed or cut off.")
        self.stdout.write("{}:{}".format(*sets.tail()))
