"""What the teams show: on home pages who is on duty now, on a grid's page its teams."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.panels import GridPanel
from haidian_policing.access.alike import alike
from haidian_policing.notes.registry import Subject
from haidian_policing.pages.home import HomePanel
from teams.composition import CHECKED_KINDS, gaps
from teams.models import DutyShift, Team
from teams.sets import counted

SHOWN = 6


def on_duty(person, at) -> dict | None:
    """The shifts that run now at the stations in reach, in official order; None where nobody is on duty."""
    running = DutyShift.objects.visible_to(person).at(at)
    shifts = list(running.with_heads()[: SHOWN + 1])
    count = running.count() if len(shifts) > SHOWN else len(shifts)
    return {"shifts": shifts[:SHOWN], "count": count} if shifts else None


def teams_of(person, grid, at) -> dict | None:
    """The teams of a grid with their members by part and what they lack; None where it has none."""
    day = timezone.localdate(at)
    teams = in_grid.rows(person, grid=grid.pk, day=day)
    counts = counted([team.pk for team in teams], day)
    return {"teams": [(team, counts[team.pk], missing(team, counts[team.pk])) for team in teams]} if teams else None


@alike
def in_grid(person, *, grid: int, day: date):
    return Team.objects.visible_to(person).on(day).filter(grid_id=grid).select_related("kind")


def missing(team: Team, counts: dict[str, int]) -> int:
    """How many members it lacks under 1 + 1 + 4; 0 for teams made up otherwise."""
    return sum(gaps(counts).values()) if team.kind.code in CHECKED_KINDS else 0


HOME = (HomePanel("duty", _("On duty now"), "team.view", "teams/home_duty.html", on_duty, order=65, icon="calendar-event", beside=True),)
GRID_PANELS = (GridPanel("teams", _("Community teams"), "team.view", "teams/grid_teams.html", teams_of, order=55),)
SUBJECTS = (Subject("team", _("Team"), Team, "teams:team_detail", history=lambda team: [team]),)
