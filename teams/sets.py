"""The members of teams, for whoever sees the teams."""

from collections import Counter
from datetime import date

from django.db.models import Count

from haidian_policing.replay import replayed
from teams.models import Member
from teams.querysets import by_team


def counted(teams: list[int], day: date) -> dict[int, Counter]:
    """Team key -> how many members each part has on a day; nought for what is not there."""
    return by_team(_numbers(teams=teams, day=day))


@replayed
def _numbers(*, teams: list[int], day: date):
    return Member.objects.on(day).filter(team__in=teams).order_by().values_list("team", "part").annotate(Count("pk"))


@replayed
def first_members(most: int, *, team: int, day: date):
    """The first so many of each part of one team by time of joining."""
    present = Member.objects.on(day).filter(team_id=team).order_by("part", "joined_on", "pk")
    return present.numbered_in_part().filter(number__lte=most)
