"""What the rows are called where their history is told."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("workstations", "0003_list_orders"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="site",
            options={"ordering": ("station__order", "code"), "verbose_name": "workstation", "verbose_name_plural": "workstation"},
        ),
    ]
