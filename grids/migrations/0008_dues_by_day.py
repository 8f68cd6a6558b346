"""The order in which dues are read; the two block indexes on days were never asked beside it."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index is built beside running work

    dependencies = [("grids", "0007_alleys_have_grids")]

    operations = [
        AddIndexConcurrently(model_name="taskdue", index=models.Index(fields=["due_on", "id"], name="due_by_day")),
        RemoveIndexConcurrently(model_name="taskdue", name="due_day_brin"),
        RemoveIndexConcurrently(model_name="tasklog", name="log_day_brin"),
    ]
