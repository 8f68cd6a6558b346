"""Reads of teams, members, duty shifts and concurrent posts."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, RowNumber

from grids.querysets import own_grids
from haidian_policing.access.standing import ReachableQuerySet, within
from haidian_policing.organisation.querysets import valid_on
from teams.composition import CHECKED_KINDS, COMPOSITION, COUNTED


class TeamQuerySet(ReachableQuerySet):
    view_capability = "team.view"

    def reach(self, person, capability: str) -> Q:
        return within(person, capability, station="station", street="street", own=lambda: Q(grid__in=own_grids(person)))

    def on(self, day):
        return self.filter(valid_on(day))

    def with_counts(self, day):
        """Annotate the members of each part on a day as `officer`, `auxiliary`, `aide`, `n1`, `n2`, `x`, one grouped subquery each."""
        return self.annotate(**{part: Coalesce(Subquery(self._members(day, part)), Value(0)) for part in COUNTED})

    def with_gaps(self, day):
        """`with_counts`, and `gap`: how many members a checked team lacks under 1 + 1 + 4; 0 for teams made up otherwise."""
        short: Combinable = Value(0)
        for rule in COMPOSITION:
            if rule.usual:
                below = When(**{f"{rule.part.value}__lt": rule.usual}, then=Value(rule.usual) - F(rule.part.value))
                short = short + Case(below, default=Value(0))
        return self.with_counts(day).annotate(gap=Case(When(kind__code__in=CHECKED_KINDS, then=short), default=Value(0)))

    def lacking(self):
        """Teams under 1 + 1 + 4; after `with_gaps`."""
        return self.filter(gap__gt=0)

    def _members(self, day, part: str):
        members = self.model._meta.get_field("members").related_model.objects
        here = members.on(day).filter(team=OuterRef("pk"), part=part).order_by()
        return here.values("team").annotate(number=Count("pk")).values("number")


def by_team(rows: Iterable[tuple[int, str, int]]) -> dict[int, Counter]:
    """(team, part, number) as team -> Counter of the parts."""
    counts: dict[int, Counter] = defaultdict(Counter)
    for team, part, number in rows:
        counts[team][part] = number
    return counts


class MemberQuerySet(QuerySet):
    def kept_by(self, person):
        """Those of whom this person keeps the roster and whose names are still held."""
        teams = self.model._meta.get_field("team").related_model.objects.reachable_by(person, "team.manage")
        return self.filter(team__in=teams).exclude(name="")

    def on(self, day):
        return self.filter(joined_on__lte=day).filter(Q(left_on__isnull=True) | Q(left_on__gt=day))

    def by_part(self, teams) -> dict[int, Counter]:
        """Team key -> how many of these members each part has; one statement."""
        return by_team(self.filter(team__in=teams).order_by().values_list("team", "part").annotate(Count("pk")))

    def numbered_in_part(self):
        """Annotate `number`, the place within team and part by time of joining."""
        return self.annotate(number=Window(RowNumber(), partition_by=[F("team"), F("part")], order_by=["joined_on", "pk"]))


class DutyShiftQuerySet(ReachableQuerySet):
    view_capability = "team.view"

    def reach(self, person, capability: str) -> Q:
        return within(person, capability, station="station", own=lambda: Q(station=_own_station(person)))

    def at(self, moment):
        return self.filter(starts__lte=moment, ends__gt=moment)

    def between(self, starts, ends):
        """Shifts that begin from `starts` until before `ends`."""
        return self.filter(starts__gte=starts, starts__lt=ends)

    def with_heads(self):
        return self.select_related("commander", "duty_officer", "station")

    def with_people(self):
        return self.with_heads().prefetch_related("crew")

    def at_station(self, station, moment):
        """Who is on duty at a station at a moment: none or one shift, with its people at hand."""
        return self.at(moment).filter(station=station).with_people()


class ConcurrentPostQuerySet(ReachableQuerySet):
    view_capability = "team.view"

    def reach(self, person, capability: str) -> Q:
        return within(person, capability, station="station", own=lambda: Q(station=_own_station(person)))

    def on(self, day):
        return self.filter(valid_on(day))


def _own_station(person) -> int:
    return person.standing.station.pk if person.standing.station else 0
