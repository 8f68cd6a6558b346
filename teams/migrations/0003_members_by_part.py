"""One index answers how many members each part of a team has on a day."""

from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index is built beside running work

    dependencies = [("teams", "0002_names_of_what_is_told")]

    operations = [
        AddIndexConcurrently(
            model_name="member",
            index=models.Index(fields=["team", "part", "joined_on", "left_on"], name="member_by_part"),
        ),
        RemoveIndexConcurrently(model_name="member", name="member_present"),
    ]
