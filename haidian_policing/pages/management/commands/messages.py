"""Keeps the translations whole: checks them, compiles them."""

from django.core.management.base import BaseCommand, CommandError

from haidian_policing.pages.catalogues import compile_all, complaints


class Command(BaseCommand):
    help = "--compile writes what gettext reads; --check lists every message that is missing, fuzzy, contradicting or unused."
    requires_system_checks: list = []

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true")
        parser.add_argument("--compile", action="store_true")

    def handle(self, *args, check: bool, compile: bool, **options):
        if compile:
            self.stdout.write(f"compiled {compile_all()}")
        if check and (found := complaints()):
            raise CommandError("\n".join(["The translation is not complete:", *found]))
