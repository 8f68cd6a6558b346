"""Indexes for what is to be done, for whose tickets they are, and for the months that the ranking counts."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("whistle_reporting", "0005_list_orders")]
    operations = [
        AddIndexConcurrently(
            "ticket",
            models.Index(
                fields=["id"],
                name="ticket_to_do",
                condition=Q(state__in=("draft", "awaiting_sign_off", "blown")) | Q(countersign_pending=True),
            ),
        ),
        AddIndexConcurrently("part", models.Index(fields=["station", "ticket"], name="part_of_station_ticket")),
        AddIndexConcurrently("part", models.Index(fields=["squad", "ticket"], name="part_of_squad_ticket")),
        AddIndexConcurrently("clock", models.Index(fields=["kind", "due_at"], name="clock_of_month")),
        AddIndexConcurrently("verdict", models.Index(fields=["given_at"], name="verdict_of_month")),
    ]
