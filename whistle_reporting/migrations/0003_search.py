"""Tickets found by two Chinese signs and by the tail of their number; the trigram index, which needs three signs, goes."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models.functions import Reverse

from haidian_policing.search.texts import Bigrams


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("search", "0001_bigrams"), ("whistle_reporting", "0002_ledgers")]
    operations = [
        AddIndexConcurrently("ticket", GinIndex(OpClass(Bigrams("place", "description"), name="array_ops"), name="ticket_signs")),
        AddIndexConcurrently("ticket", models.Index(OpClass(Reverse("number"), name="text_pattern_ops"), name="ticket_number_tail")),
        RemoveIndexConcurrently("ticket", "ticket_text"),
        # how common a pair of signs is, which decides between the index and a walk from the newest
        migrations.RunSQL("ANALYZE whistle_reporting_ticket;", migrations.RunSQL.noop),
    ]
