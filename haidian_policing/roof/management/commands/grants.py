"""Gives the app's database role what it needs and no more; run as part of every start, after the migrations."""

import psycopg2
from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from environ import Env
from pghistory.models import Event

from haidian_policing.audit import sets


def history_tables() -> list[str]:
    """The row-history tables of master data."""
    return sorted(model._meta.db_table for model in apps.get_models() if issubclass(model, Event) and model._meta.managed)


class Command(BaseCommand):
    help = "Grant the app role its rights on rows and take away change and removal where rows only grow (audit, events, row history)."

    def handle(self, *args, **options):
        role = Env.db_url_config(settings.DATABASE_URL)["USER"]
        if role == Env.db_url_config(settings.DATABASE_OWNER_URL)["USER"]:
            self.stdout.write("One database role for both: nothing to grant (the production profile refuses this).")
            return
        growing = [*sets.growing_tables(), *history_tables()]
        with connected() as connection, connection.cursor() as cursor:
            sets.grant(cursor, role, growing)
        self.stdout.write(f"{role}: rows of all tables; {len(growing)} tables only grow.")


def connected():
    """A connection of the owner's beside Django's own, which stays the app's."""
    try:
        return psycopg2.connect(settings.DATABASE_OWNER_URL)
    except psycopg2.OperationalError as error:
        raise CommandError(f"The owner of the database cannot be reached: {error}") from error
