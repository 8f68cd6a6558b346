"""The orders in which the lists are read, so that a page costs the same among a million rows."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index is built beside running work

    dependencies = [("workstations", "0002_guard_visits")]

    operations = [
        AddIndexConcurrently(
            model_name="visit",
            index=models.Index(fields=["day", "number", "id"], name="visit_by_day"),
        ),
    ]
