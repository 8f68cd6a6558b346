"""Reads of who holds which grid on a day, and of the chiefs who stand opposite."""

from datetime import date

from django.apps import apps
from django.db.models import Case, OuterRef, Q, Subquery, When

from grids.choices import COUNTED_CHIEFS, LADDER, Meeting
from haidian_policing.access.standing import ReachableQuerySet, fact, within
from haidian_policing.organisation.querysets import valid_on
from haidian_policing.replay import replayed


class AssignmentQuerySet(ReachableQuerySet):
    view_capability = "grid.view"

    def reach(self, person, capability: str) -> Q:
        columns = {"station": "grid__station", "squad": "grid__squad", "street": "grid__street"}
        return within(person, capability, own=lambda: Q(grid__in=own_grids(person)), **columns)

    def on(self, day: date):
        return self.filter(valid_on(day))

    def held_by(self, standing):
        """Assignments that count as one's own on the day: one's own and those of whom one covers for, while the post is there.

        Whoever was transferred no longer reaches a grid of his former station, even before the assignment is ended.
        """
        return self.held(standing.people, standing.stations, standing.day)

    def held(self, people: list[int], stations: list[int], day: date):
        return self.on(day).filter(person__in=people, grid__station__in=stations)

    def overlapping(self, starts: date, ends: date | None):
        """Assignments that share a day with the half-open range; no end means for good."""
        later = self if ends is None else self.filter(starts__lt=ends)
        return later.filter(Q(ends__isnull=True) | Q(ends__gt=starts))


@fact("own grids")
def own_grids(person):
    """The keys of the grids that a person holds today, for any app's own reach; read where they are needed, and once.

    Few keys written out let the planner use an index where a subquery beside OR made it read the whole table.
    """
    standing = person.standing
    return _own_grids(people=standing.people, stations=standing.stations, day=standing.day)


@replayed
def _own_grids(*, people: list[int], stations: list[int], day: date):
    return apps.get_model("grids", "Assignment").objects.held(people, stations, day).order_by().values_list("grid", flat=True)


def reaches(person, capability: str, grid) -> bool:
    """Whether a capability reaches a grid at hand with the dues and logs of all its officers: what their `reach` says of rows."""
    scope = person.standing.scope(capability)
    own = scope.own and grid.pk in own_grids(person)
    return scope.holds(station=grid.station_id, squad=grid.squad_id, street=grid.street_id, own=own)


class RoadChiefQuerySet(ReachableQuerySet):
    """Chiefs belong to a street; whoever sees a grid sees its chiefs, the street sees all of its own."""

    view_capability = "grid.view"

    def reach(self, person, capability: str) -> Q:
        columns = {"station": "grid__station", "squad": "grid__squad", "street": "street"}
        return within(person, capability, own=lambda: Q(grid__in=own_grids(person)), **columns)

    def on(self, day: date):
        return self.filter(valid_on(day))

    def counted(self):
        """Chiefs of all levels; alley stewards are others and not counted."""
        return self.filter(level__in=COUNTED_CHIEFS)

    def with_counterpart(self, day: date):
        """Whoever of the police stands opposite on the day, by the ladder, as `counterpart` (his name; null: nobody)."""
        return self.annotate(counterpart=Case(*(When(level=level, then=_opposite(row, day)) for level, row in LADDER.items())))


def _opposite(meeting: Meeting, day: date) -> Subquery:
    if meeting.kinds:
        held = apps.get_model("grids", "Assignment").objects.on(day).filter(grid=OuterRef("grid"), kind__in=meeting.kinds)
        return Subquery(held.order_by("kind", "starts").values("person__name")[:1])
    posts = apps.get_model("organisation", "Post").objects.on(day).filter(role=meeting.role, unit__station=OuterRef("street__station"))
    posts = posts.filter(unit__squad_kind=meeting.squad) if meeting.squad else posts
    return Subquery(posts.order_by("pk").values("person__name")[:1])
