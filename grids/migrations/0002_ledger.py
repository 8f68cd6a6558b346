"""No task log changes its state without an event, and events only grow."""

from django.db import migrations

from haidian_policing.steps.ledger import append_only, guarded_by


class Migration(migrations.Migration):
    dependencies = [("grids", "0001_tables")]

    operations = [
        append_only("grids_tasklogevent"),
        guarded_by("grids_tasklog", "grids_tasklogevent"),
    ]
