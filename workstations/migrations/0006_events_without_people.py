"""Nobody looks for the steps of a visit by person: the indexes on who and for whom go."""

from django.db import migrations

from haidian_policing.steps.ledger import people_unindexed


class Migration(migrations.Migration):
    atomic = False  # an index is taken down beside running work

    dependencies = [("workstations", "0005_one_index_on_subject")]

    operations = [
        *people_unindexed(
            "workstations_visitevent", "workstations_visitevent_actor_id_4713b7f6", "workstations_visitevent_on_behalf_id_a861176b"
        )
    ]
