"""An index for the numbers of records that task logs point at."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index is built beside running work

    dependencies = [
        ("grids", "0005_logs_to_verify"),
    ]

    operations = [
        AddIndexConcurrently(
            model_name="tasklog",
            index=models.Index(condition=models.Q(("number", ""), _negated=True), fields=["number"], name="log_number"),
        ),
    ]
