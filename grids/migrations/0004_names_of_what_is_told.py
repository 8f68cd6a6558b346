"""What the rows are called where their history is told."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("grids", "0003_list_orders"),
    ]

    operations = [
        migrations.AlterModelOptions(
            name="assignment",
            options={"ordering": ("-starts", "pk"), "verbose_name": "officer of a grid", "verbose_name_plural": "officer of a grid"},
        ),
        migrations.AlterModelOptions(
            name="grid",
            options={"ordering": ("station__order", "code"), "verbose_name": "grid", "verbose_name_plural": "grid"},
        ),
        migrations.AlterModelOptions(
            name="gridcommunity",
            options={"verbose_name": "community of a grid", "verbose_name_plural": "community of a grid"},
        ),
        migrations.AlterField(
            model_name="gridcommunity",
            name="community",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="grids.community", verbose_name="community"
            ),
        ),
        migrations.AlterField(
            model_name="gridcommunity",
            name="grid",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="grids.grid", verbose_name="grid"
            ),
        ),
        migrations.AlterField(
            model_name="gridcommunityevent",
            name="community",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="grids.community",
                verbose_name="community",
            ),
        ),
        migrations.AlterField(
            model_name="gridcommunityevent",
            name="grid",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="grids.grid",
                verbose_name="grid",
            ),
        ),
    ]
