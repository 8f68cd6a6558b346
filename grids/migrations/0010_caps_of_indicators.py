"""The caps that the workload index was computed with, so that one grid's page need not look through all of them."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("grids", "0009_name_the_task_log")]

    operations = [
        migrations.CreateModel(
            name="IndicatorCap",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("as_of", models.DateField(verbose_name="as of")),
                ("cap", models.FloatField()),
                (
                    "indicator",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="caps", to="grids.indicator"
                    ),
                ),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("as_of", "indicator"), name="indicator_capped_once_a_day")]},
        ),
    ]
