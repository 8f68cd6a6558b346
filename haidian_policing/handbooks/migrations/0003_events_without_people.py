"""Nobody looks for the steps of a text by person: the indexes on who and for whom go."""

from django.db import migrations

from haidian_policing.steps.ledger import people_unindexed


class Migration(migrations.Migration):
    atomic = False  # an index is taken down beside running work

    dependencies = [("handbooks", "0002_ledger")]

    operations = [
        *people_unindexed(
            "handbooks_versionevent", "handbooks_versionevent_actor_id_5bb9532b", "handbooks_versionevent_on_behalf_id_a8e26fd5"
        )
    ]
