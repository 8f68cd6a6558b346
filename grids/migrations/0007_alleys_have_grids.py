"""Chiefs of back alleys and stewards belong to a grid from now on; rows that were entered without one stay and are listed to be mended."""

from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0006_log_numbers"),
    ]

    operations = [
        AddConstraintNotValid(
            model_name="roadchief",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("level__in", ("alley", "steward")), _negated=True), ("grid__isnull", False), _connector="OR"),
                name="chief_of_an_alley_has_his_grid",
            ),
        ),
    ]
