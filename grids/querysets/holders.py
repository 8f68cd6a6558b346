"""Reads of who holds which grid on a day, and of the chiefs who stand opposite."""

from datetime import date

from django.apps import apps
from django.db.models import Q

from haidian_policing.access.standing import ReachableQuerySet, within
from haidian_policing.organisation.querysets import valid_on


class AssignmentQuerySet(ReachableQuerySet):
    view_capability = "grid.view"

    def reach(self, person, capability: str) -> Q:
        own = Q(grid__in=own_grids(person))
        return within(person, capability, station="grid__station", squad="grid__squad", street="grid__street", own=own)

    def on(self, day: date):
        return self.filter(valid_on(day))

    def held_by(self, standing):
        """Assignments that count as one's own on the day: one's own and those of whom one covers for, while the post is there.

        Whoever was transferred no longer reaches a grid of his former station, even before the assignment is ended.
        """
        return self.on(standing.day).filter(person__in=standing.people, grid__station__in=standing.stations)

    def overlapping(self, starts: date, ends: date | None):
        """Assignments that share a day with the half-open range; no end means for good."""
        later = self if ends is None else self.filter(starts__lt=ends)
        return later.filter(Q(ends__isnull=True) | Q(ends__gt=starts))


def own_grids(person):
    """The keys of the grids that a person holds today, as a subquery for any app's own reach."""
    return apps.get_model("grids", "Assignment").objects.held_by(person.standing).values("grid")


class RoadChiefQuerySet(ReachableQuerySet):
    """Chiefs belong to a street; whoever sees a grid sees its chiefs, the street sees all of its own."""

    view_capability = "grid.view"

    def reach(self, person, capability: str) -> Q:
        own = Q(grid__in=own_grids(person))
        return within(person, capability, station="grid__station", squad="grid__squad", street="street", own=own)

    def on(self, day: date):
        return self.filter(valid_on(day))
