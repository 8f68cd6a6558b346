"""Indexes for what waits for somebody, counted on every home; those go that another index begins with or that nothing reads."""

import django.db.models.deletion
from django.contrib.postgres.operations import AddIndexConcurrently, RemoveIndexConcurrently
from django.db import migrations, models
from django.db.models import Q

OPEN = Q(state__in=("dispatched", "signed", "assigned", "arrived", "surveying", "rectifying", "return_asked", "outside", "done"))
OPEN_TICKETS = Q(state__in=("draft", "awaiting_sign_off", "blown"))
TWINS = (  # model, field, what it points at, reverse name, may be empty, name of the index
    ("clock", "part", "whistle_reporting.part", "clocks", False, "whistle_reporting_clock_part_id_92a27bf3"),
    ("part", "squad", "organisation.unit", "squad_parts", True, "whistle_reporting_part_squad_id_eb61c356"),
    ("part", "station", "organisation.unit", "station_parts", True, "whistle_reporting_part_station_id_1d2871b5"),
    ("ticket", "street", "organisation.unit", "street_tickets", False, "whistle_reporting_ticket_street_id_932f39f4"),
    ("verdict", "part", "whistle_reporting.part", "verdicts", False, "whistle_reporting_verdict_part_id_006c9104"),
)


def without_twin(model: str, field: str, to: str, related: str, null: bool, index: str) -> migrations.SeparateDatabaseAndState:
    """The foreign key without an index of its own, taken down beside running work."""
    on = models.ForeignKey(
        db_index=False, null=null, on_delete=django.db.models.deletion.PROTECT, related_name=related, to=to, verbose_name=field
    )
    table = f"whistle_reporting_{model}"
    back = f"CREATE INDEX CONCURRENTLY IF NOT EXISTS {index} ON {table} ({field}_id)"
    return migrations.SeparateDatabaseAndState(
        [migrations.RunSQL(f"DROP INDEX CONCURRENTLY IF EXISTS {index}", back)], [migrations.AlterField(model, field, on)]
    )


class Migration(migrations.Migration):
    atomic = False  # indexes are built beside running work

    dependencies = [("whistle_reporting", "0006_work_and_months"), ("organisation", "0002_leave_the_old_import")]

    operations = [
        AddIndexConcurrently("ticket", models.Index(fields=["due_at", "id"], name="ticket_open", condition=OPEN_TICKETS)),
        AddIndexConcurrently(
            "ticket", models.Index(fields=["street", "due_at"], name="ticket_to_countersign", condition=Q(countersign_pending=True))
        ),
        AddIndexConcurrently(
            "ticket",
            models.Index(fields=["id"], name="ticket_to_do_keys", include=["state"], condition=OPEN_TICKETS | Q(countersign_pending=True)),
        ),
        AddIndexConcurrently("part", models.Index(fields=["station", "state", "ticket"], name="part_waiting_of_station", condition=OPEN)),
        AddIndexConcurrently("part", models.Index(fields=["street", "state", "ticket"], name="part_waiting_of_street", condition=OPEN)),
        AddIndexConcurrently("part", models.Index(fields=["ticket"], name="part_extension_asked", condition=Q(extension_pending=True))),
        RemoveIndexConcurrently("ticket", "ticket_due"),
        RemoveIndexConcurrently("ticket", "ticket_to_do"),
        RemoveIndexConcurrently("part", "part_open_of_street"),
        RemoveIndexConcurrently("part", "part_open_of_grid"),
        *(without_twin(*twin) for twin in TWINS),
    ]
