"""The reach of the tickets that are there already, in pieces."""

from django.db import migrations

PIECE = 50_000


def fill(apps, schema_editor) -> None:
    newest = apps.get_model("whistle_reporting", "Ticket").objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    for first in range(1, newest + 1, PIECE):
        schema_editor.execute("SELECT ticket_reach(ARRAY(SELECT generate_series(%s, %s)))", [first, first + PIECE - 1])


class Migration(migrations.Migration):
    dependencies = [("whistle_reporting", "0009_reach")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
