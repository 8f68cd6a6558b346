"""What the rows are called where their history is told."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0001_tables"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="team",
            options={"ordering": ("station__order", "name"), "verbose_name": "team", "verbose_name_plural": "team"},
        ),
    ]
