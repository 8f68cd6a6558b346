"""Reads of grids."""

from django.db.models import Exists, OuterRef, Q

from grids.querysets.holders import own_grids
from haidian_policing.access.standing import ReachableQuerySet, within
from haidian_policing.organisation.querysets import valid_on


class GridQuerySet(ReachableQuerySet):
    view_capability = "grid.view"

    def reach(self, person, capability: str) -> Q:
        return within(person, capability, station="station", squad="squad", street="street", own=Q(pk__in=own_grids(person)))

    def on(self, day):
        return self.filter(valid_on(day))

    def in_official_order(self):
        return self.order_by("station__order", "code")

    def without_lead(self, day):
        leads = self.model._meta.get_field("assignments").related_model.objects.on(day).filter(kind="lead", grid=OuterRef("pk"))
        return self.on(day).exclude(Exists(leads))
