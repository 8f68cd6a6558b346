"""Nobody looks for the steps of a ticket by person: the indexes on who and for whom go."""

from django.db import migrations

from haidian_policing.steps.ledger import people_unindexed


class Migration(migrations.Migration):
    atomic = False  # an index is taken down beside running work

    dependencies = [("whistle_reporting", "0007_what_waits")]

    operations = [
        *people_unindexed(
            "whistle_reporting_ticketevent",
            "whistle_reporting_ticketevent_actor_id_c70e85c2",
            "whistle_reporting_ticketevent_on_behalf_id_89e27d19",
        ),
        *people_unindexed(
            "whistle_reporting_partevent",
            "whistle_reporting_partevent_actor_id_227dc868",
            "whistle_reporting_partevent_on_behalf_id_1eab5a26",
        ),
    ]
