"""Demonstration: two shifts a day at each household station, four weeks back and a month ahead, without those who are away."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from haidian_policing.bulk import copy_in, reserve, unguarded
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Absence, Post, Unit
from teams.models import DutyShift

BACK, AHEAD = 28, 35
COLUMNS = ("id", "station", "starts", "ends", "commander", "duty_officer")
BEGINNINGS = (time(8), time(20))
LENGTH = timedelta(hours=12)
COMMANDERS = ("chief", "commissar", "duty_commander")
CREW = (("officer", 2), ("post_officer", 3), ("duty_officer", 1))  # from both squads and the room


def load(world: World) -> None:
    """Write the shifts and who stands in them."""
    away = _away(world)
    planned = [shift for station in Unit.objects.filter(station_kind="household") for shift in Roster(station, away).shifts(world)]
    keys = reserve(DutyShift, len(planned))
    with unguarded(DutyShift, DutyShift.crew.through):
        copy_in(DutyShift, COLUMNS, ((key, *shift[:5]) for key, shift in zip(keys, planned, strict=True)))
        crew = [(key, person) for key, shift in zip(keys, planned, strict=True) for person in shift[5]]
        copy_in(DutyShift.crew.through, ("dutyshift", "person"), crew)


def _away(world: World) -> set[tuple[int, date]]:
    """(person, day) of every absence in the weeks planned."""
    first, last = world.today - timedelta(days=BACK), world.today + timedelta(days=AHEAD)
    rows = Absence.objects.filter(starts__lte=last, ends__gt=first).values_list("person", "starts", "ends")
    return {(person, day) for person, starts, ends in rows for day in _days(max(starts, first), min(ends, last))}


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


class Roster:
    """Takes people in turn, by role, skipping whoever is away."""

    def __init__(self, station: Unit, away: set[tuple[int, date]]):
        self.station, self.away = station, away
        self.turn: dict[str, int] = {}
        rows = Post.objects.filter(unit__station=station, ends__isnull=True).order_by("unit__order", "pk").values_list("role", "person")
        self.people: dict[str, list[int]] = {}
        for role, person in rows:
            self.people.setdefault("commander" if role in COMMANDERS else role, []).append(person)

    def shifts(self, world: World) -> Iterator[tuple]:
        """(station, starts, ends, commander, duty officer, crew) in order; none where a post that must be filled is empty."""
        for day in _days(world.today - timedelta(days=BACK), world.today + timedelta(days=AHEAD)):
            commander = self._next("commander", day, 1)
            for beginning in BEGINNINGS:
                starts = timezone.make_aware(datetime.combine(day, beginning))
                officer = self._next("duty_officer", day, 1)
                if commander and officer:
                    crew = [person for role, number in CREW for person in self._next(role, day, number)]
                    yield self.station.pk, starts, starts + LENGTH, commander[0], officer[0], crew

    def _next(self, role: str, day: date, number: int) -> list[int]:
        """The next people in turn who are there on the day; fewer where there are not enough."""
        people = self.people.get(role, [])
        found: list[int] = []
        for _ in people:
            if len(found) == number:
                break
            person = people[self.turn.get(role, 0) % len(people)]
            self.turn[role] = self.turn.get(role, 0) + 1
            if (person, day) not in self.away:
                found.append(person)
        return found
