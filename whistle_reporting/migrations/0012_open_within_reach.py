"""The open tickets by who reaches them: few of all, counted on homes and on the map."""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations
from django.db.models import Q

from whistle_reporting.querysets import SearchScope


class Migration(migrations.Migration):
    atomic = False  # an index is built beside running work

    dependencies = [("whistle_reporting", "0011_words_within_reach")]

    operations = [
        AddIndexConcurrently(
            "ticket",
            GinIndex(
                OpClass(SearchScope("id", "street", "reach"), name="array_ops"),
                name="ticket_open_scope",
                condition=Q(state__in=("draft", "awaiting_sign_off", "blown")),
            ),
        )
    ]
