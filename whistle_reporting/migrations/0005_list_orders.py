"""The orders in which the lists are read, so that a page costs the same among a million rows."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index is built beside running work

    dependencies = [("whistle_reporting", "0004_standard_texts_of_ones_own")]

    operations = [
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(condition=models.Q(("due_at__isnull", False)), fields=["due_at", "id"], name="ticket_by_due"),
        ),
        AddIndexConcurrently(
            model_name="ticket",
            index=models.Index(fields=["filed_at", "id"], name="ticket_by_filing"),
        ),
    ]
