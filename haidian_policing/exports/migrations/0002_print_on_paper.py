"""Exports may be printed."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("exports", "0001_tables"),
    ]

    operations = [
        migrations.AlterField(
            model_name="export",
            name="form",
            field=models.CharField(
                choices=[
                    ("xlsx", "Plain sheet (.xlsx), for working on"),
                    ("office", "Office sheet (.xlsx), with title, particulars and signatures"),
                    ("pdf", "Paper (.pdf), A4 landscape, for signing"),
                    ("csv", "Text (.csv), for other systems"),
                ],
                max_length=6,
                verbose_name="form",
            ),
        ),
    ]
