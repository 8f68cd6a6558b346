"""When a member last took part, and through whom a minor does."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("teams", "0003_members_by_part"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="member",
            name="guardian",
            field=models.CharField(blank=True, db_default="", default="", max_length=80, verbose_name="guardian or school"),
        ),
        migrations.AddField(
            model_name="member",
            name="is_minor",
            field=models.BooleanField(db_default=False, default=False, verbose_name="under 18"),
        ),
        migrations.AddField(
            model_name="member",
            name="took_part_on",
            field=models.DateField(blank=True, null=True, verbose_name="last took part"),
        ),
        migrations.AddConstraint(
            model_name="member",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_minor", False), models.Q(("guardian", ""), _negated=True), _connector="OR"),
                name="a_minor_has_a_guardian",
            ),
        ),
    ]
