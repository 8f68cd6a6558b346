"""Reads of sites and visits."""

from django.db.models import DateTimeField, F, IntegerField, Q, Value
from django.db.models.functions import Cast, Extract, Greatest

from haidian_policing.access.standing import ReachableQuerySet, within
from workstations.visits import OPEN


class SiteQuerySet(ReachableQuerySet):
    view_capability = "visit.view"

    def reach(self, person, capability: str) -> Q:
        return within(person, capability, station="station", street="street")

    def serving(self):
        return self.filter(stage="running")


class VisitQuerySet(ReachableQuerySet):
    view_capability = "visit.view"

    def reach(self, person, capability: str) -> Q:
        return within(person, capability, station="site__station", street="site__street")

    def of_day(self, day):
        return self.filter(day=day)

    def open(self):
        return self.filter(state__in=OPEN)

    def set_minutes(self, column: str, since: str, at) -> int:
        """Store the whole minutes from a moment of the row until `at`, where they are not stored yet."""
        minutes = Cast(Extract(Value(at, DateTimeField()) - F(since), "epoch") / 60, IntegerField())
        return self.filter(**{f"{column}__isnull": True, f"{since}__isnull": False}).update(**{column: Greatest(minutes, 0)})

    def in_queue_order(self):
        return self.order_by("day", "number")
