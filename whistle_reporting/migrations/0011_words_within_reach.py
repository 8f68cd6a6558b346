"""One index for words, reach, street and how new a ticket is, in place of the one for words."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations

from haidian_policing.search.texts import Bigrams
from whistle_reporting.querysets import SearchScope


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("whistle_reporting", "0010_fill_reach")]
    operations = [
        AddIndexConcurrently(
            "ticket",
            GinIndex(
                OpClass(Bigrams("place", "description"), name="array_ops"),
                OpClass(SearchScope("id", "street", "reach"), name="array_ops"),
                name="ticket_words",
                gin_pending_list_limit=512,
            ),
        ),
        RemoveIndexConcurrently("ticket", "ticket_signs"),
        # how common a pair of signs is, which decides between the index and a walk from the newest
        migrations.RunSQL("ANALYZE whistle_reporting_ticket;", migrations.RunSQL.noop),
    ]
