"""The orders in which the lists are read, so that a page costs the same among a million rows."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index is built beside running work

    dependencies = [("grids", "0002_ledger")]

    operations = [
        AddIndexConcurrently(
            model_name="tasklog",
            index=models.Index(fields=["done_on", "id"], name="log_by_day"),
        ),
    ]
