"""The events of a visit had two indexes alike on the visit: the one of the foreign key stays."""

from django.contrib.postgres.operations import RemoveIndexConcurrently
from django.db import migrations


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("workstations", "0004_names_of_what_is_told")]

    operations = [RemoveIndexConcurrently(model_name="visitevent", name="workstation_subject_7fd695_idx")]
