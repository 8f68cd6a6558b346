"""The starting kinds of team."""

from teams.defaults import kinds
from teams.models import TeamKind


def seed(at) -> int:
    """Add the kinds that are not there yet."""
    known = set(TeamKind.objects.values_list("code", flat=True))
    rows = (TeamKind(order=int(row["order"]), code=row["code"], name=row["name"], name_en=row["name_en"]) for row in kinds())
    return len(TeamKind.objects.bulk_create(row for row in rows if row.code not in known))
