"""The task log under its name, where one is lent."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0008_dues_by_day"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="tasklog",
            options={"ordering": ("-done_on", "-pk"), "verbose_name": "task log", "verbose_name_plural": "task log"},
        ),
    ]
