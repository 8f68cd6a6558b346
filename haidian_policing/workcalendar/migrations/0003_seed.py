"""The published years 2024-2026 and the guessed ones after them."""

from django.db import migrations

from haidian_policing.workcalendar.actions import ensure_seed


class Migration(migrations.Migration):
    """Version 1 of the office calendar."""

    dependencies = [("workcalendar", "0002_functions")]
    operations = [migrations.RunPython(lambda apps, editor: ensure_seed(apps), migrations.RunPython.noop)]
