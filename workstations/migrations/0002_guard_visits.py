"""A visit changes its state only with its event, and events only grow."""

from django.db import migrations

from haidian_policing.steps.ledger import append_only, guarded_by


class Migration(migrations.Migration):
    dependencies = [("workstations", "0001_tables")]
    operations = [guarded_by("workstations_visit", "workstations_visitevent"), append_only("workstations_visitevent")]
