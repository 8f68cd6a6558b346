"""The starting catalogue of services."""

from workstations.defaults import services
from workstations.models import Service

COLUMNS = ("code", "family", "mode", "name", "name_en", "materials", "materials_en", "hint", "hint_en")


def seed(at) -> int:
    """Add the services that are not there yet; what an administrator changed stays."""
    rows = [
        Service(
            order=int(row["order"]),
            minutes=int(row["minutes"]),
            by_appointment=row["appointment"] == "yes",
            **{name: row[name] for name in COLUMNS},
        )
        for row in services()
    ]
    known = set(Service.objects.values_list("code", flat=True))
    return len(Service.objects.bulk_create(row for row in rows if row.code not in known))
