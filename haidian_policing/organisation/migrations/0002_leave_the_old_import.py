"""Imports live in an app of their own; the old table stays for the previous release, bound to nobody, and is dropped by a later one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def unbound(name: str, verbose_name: str, **more):
    """The foreign key without its constraint."""
    field = models.ForeignKey(
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to=settings.AUTH_USER_MODEL,
        verbose_name=verbose_name,
        db_constraint=False,
        **more,
    )
    return migrations.AlterField("Import", name, field)


class Migration(migrations.Migration):
    dependencies = [("organisation", "0001_tables")]

    operations = [
        unbound("uploaded_by", "uploaded by"),
        unbound("applied_by", "applied by", null=True),
        migrations.SeparateDatabaseAndState(state_operations=[migrations.DeleteModel("Import")]),
    ]
