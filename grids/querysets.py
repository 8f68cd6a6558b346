"""Reads of grids and of who holds them."""

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from haidian_policing.access.standing import ReachableQuerySet, within
from haidian_policing.organisation.querysets import valid_on


class AssignmentQuerySet(QuerySet):
    def on(self, day):
        return self.filter(valid_on(day))

    def held_by(self, standing):
        """Assignments that count as one's own on the day of the standing: one's own and those of whom one covers for."""
        return self.on(standing.day).filter(person__in=standing.people)


def own_grids(person):
    """The keys of the grids that a person holds today, as a subquery for any app's own reach."""
    return apps.get_model("grids", "Assignment").objects.held_by(person.standing).values("grid")


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
