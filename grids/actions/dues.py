"""Making what is due, and suspending it by order."""

from datetime import date, datetime

from django.db import transaction

from grids.models import Suspension
from grids.sets import dues


@transaction.atomic
def make_dues(*, starts: date, ends: date, station: int | None = None) -> int:
    """Make the dues of every period that touches starts..ends (half-open); a second call writes nothing."""
    return dues.make(dues.periods_between(starts, ends), station=station)


@transaction.atomic
def suspend(entries, *, stations, starts: date, ends: date, order_number: str, reason: str, actor, at: datetime) -> Suspension:
    """Suspend the entries at the stations from a day until the day before `ends`; what is due already shrinks at once."""
    order = Suspension(starts=starts, ends=ends, order_number=order_number.strip(), reason=reason.strip(), ordered_by=actor, ordered_at=at)
    Suspension.objects.bulk_create([order])
    order.entries.set(entries)
    order.stations.set(stations)
    dues.make(dues.made_between(starts, ends))
    return order
