"""The ticket under its name, where one is lent."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("whistle_reporting", "0012_open_within_reach"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="ticket",
            options={"ordering": ("-pk",), "verbose_name": "ticket", "verbose_name_plural": "ticket"},
        ),
    ]
