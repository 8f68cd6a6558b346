"""Reads of teams, members and duty shifts."""

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from grids.querysets import own_grids
from haidian_policing.access.standing import ReachableQuerySet, within
from haidian_policing.organisation.querysets import valid_on
from teams.choices import Part
from teams.composition import COMPOSITION


class TeamQuerySet(ReachableQuerySet):
    view_capability = "team.view"

    def reach(self, person, capability: str) -> Q:
        return within(person, capability, station="station", street="street", own=Q(grid__in=own_grids(person)))

    def on(self, day):
        return self.filter(valid_on(day))

    def with_counts(self, day):
        """Annotate the members of each part on a day as `officer`, `auxiliary`, `aide`, `n1`, `n2`, `x`, one grouped subquery each."""
        return self.annotate(**{part.value: Coalesce(Subquery(self._members(day, part)), Value(0)) for part in Part})

    def _members(self, day, part: Part):
        members = self.model._meta.get_field("members").related_model.objects
        here = members.on(day).filter(team=OuterRef("pk"), part=part).order_by()
        return here.values("team").annotate(number=Count("pk")).values("number")

    def lacking(self, day):
        """Teams with a part below its least number; call after `with_counts`."""
        short = Q(pk__in=[])
        for rule in COMPOSITION:
            if rule.least:
                short |= Q(**{f"{rule.part.value}__lt": rule.least})
        return self.filter(short)


class MemberQuerySet(QuerySet):
    def on(self, day):
        return self.filter(joined_on__lte=day).filter(Q(left_on__isnull=True) | Q(left_on__gt=day))


class DutyShiftQuerySet(ReachableQuerySet):
    view_capability = "team.view"

    def reach(self, person, capability: str) -> Q:
        return within(person, capability, station="station", own=Q(station=_own_station(person)))

    def at(self, moment):
        return self.filter(starts__lte=moment, ends__gt=moment)

    def at_station(self, station, moment):
        """Who is on duty at a station at a moment: none or one shift, with its people at hand."""
        return self.at(moment).filter(station=station).select_related("commander", "duty_officer", "station")


def _own_station(person) -> int:
    return person.standing.station.pk if person.standing.station else 0
