"""Nobody looks for the steps of an edition by person: the indexes on who and for whom go."""

from django.db import migrations

from haidian_policing.steps.ledger import people_unindexed


class Migration(migrations.Migration):
    atomic = False  # an index is taken down beside running work

    dependencies = [("performance", "0002_final")]

    operations = [
        *people_unindexed(
            "performance_editionevent", "performance_editionevent_actor_id_46fc6bc1", "performance_editionevent_on_behalf_id_f3f57934"
        )
    ]
