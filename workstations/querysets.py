"""Reads of sites and visits, and the storing of their minutes."""

from django.db.models import Count, DateTimeField, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Cast, Extract, Greatest

from haidian_policing.access.standing import ReachableQuerySet, within
from workstations.choices import VisitState
from workstations.visits import OPEN, SERVED


class ServiceQuerySet(QuerySet):
    def at_windows(self):
        return self.filter(family="window")


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

    def waiting(self):
        return self.filter(state=VisitState.WAITING)

    def at_windows(self):
        return self.filter(state__in=(VisitState.CALLED, VisitState.SERVING))

    def open(self):
        return self.filter(state__in=OPEN)

    def ended(self):
        return self.exclude(state__in=OPEN)

    def served(self):
        """Visits that got what they came for or were passed on: what is counted as work done."""
        return self.filter(state__in=SERVED)

    def in_queue_order(self):
        return self.order_by("day", "number")

    def figures_by_site(self):
        """{"site", "waiting", "at_windows", "served", "left"} of these visits; sites without visits are left out."""
        return self.order_by().values("site").annotate(**COUNTS)

    def set_minutes(self, column: str, since: str, at) -> int:
        """Store the whole minutes from a moment of the row until `at`, where they are not stored yet."""
        minutes = Cast(Extract(Value(at, DateTimeField()) - F(since), "epoch") / 60, IntegerField())
        return self.filter(**{f"{column}__isnull": True, f"{since}__isnull": False}).update(**{column: Greatest(minutes, 0)})


COUNTS = {
    "waiting": Count("pk", Q(state=VisitState.WAITING)),
    "at_windows": Count("pk", Q(state__in=(VisitState.CALLED, VisitState.SERVING))),
    "served": Count("pk", Q(state__in=SERVED)),
    "left": Count("pk", Q(state=VisitState.LEFT)),
}
NO_FIGURES = dict.fromkeys(COUNTS, 0)
