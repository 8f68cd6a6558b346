"""Prints the demonstration accounts, one per role; knows nothing outside the demonstration profile."""

from unicodedata import east_asian_width

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation

from haidian_policing.access.standing import Standing
from haidian_policing.organisation.demo.accounts import accounts
from haidian_policing.organisation.passwords import DEMONSTRATION_PASSWORD


def wide(text: str, columns: int) -> str:
    """Text filled up to a number of columns, where a Chinese sign takes two."""
    return text + " " * max(columns - sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text), 1)


class Command(BaseCommand):
    help = "Print one account per role of the demonstration district."

    def handle(self, *args, **options):
        if settings.PROFILE != "demonstration":
            raise CommandError("Only the demonstration profile has such accounts.")
        found = accounts()
        if not found:
            self.stdout.write("No demonstration accounts: this district was begun empty.")
            return
        with translation.override("zh-hans"):
            for role, person in found:
                title = Standing(person, timezone.localdate()).title
                self.stdout.write(f"  {person.police_number}  {wide(person.name, 9)}{wide(str(role.label), 18)}{title}")
        self.stdout.write(f"  密码 password: {DEMONSTRATION_PASSWORD}")
