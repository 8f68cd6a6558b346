"""The logs that wait for a captain, oldest first, found among all others without touching them."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index is built beside running work

    dependencies = [("grids", "0004_names_of_what_is_told")]

    operations = [
        AddIndexConcurrently(
            model_name="tasklog",
            index=models.Index(
                fields=["done_on", "id"],
                name="log_to_verify",
                include=["grid", "officer", "entered_by"],
                condition=models.Q(("state", "logged")),
            ),
        ),
    ]
