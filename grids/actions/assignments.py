"""Giving a grid its officers from a day, and ending that; an overlap is refused by the database and explained."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grids.choices import AssignmentKind
from grids.models import Assignment
from grids.notices import tell_given
from grids.sets.dues import charge
from haidian_policing.organisation.models import Post
from haidian_policing.steps import Refusal

HOLDERS = ("officer", "aide", "captain", "deputy_captain")


@transaction.atomic
def assign(
    grids,
    *,
    person,
    starts: date,
    actor,
    at: datetime,
    kind: str = "lead",
    ends: date | None = None,
    order_number: str = "",
    reason: str = "",
) -> tuple[list[Assignment], list[Refusal]]:
    """Give the grids an officer from a day; a new lead ends the open one the same day. All of the grids or none.

    Returns (assignments, refusals). Grids out of the actor's reach are left out of both.
    """
    reached = list(grids.reachable_by(actor, "grid.assign").order_by("pk").select_for_update(of=("self",)))
    strangers = [Refusal(grid.pk, _stranger(grid, person)) for grid in reached if not works_in(person, grid.station_id, starts)]
    if strangers:
        return [], strangers
    words = {"order_number": order_number.strip(), "reason": reason.strip()}
    rows = [Assignment(grid=grid, person=person, kind=kind, starts=starts, ends=ends, **words) for grid in reached]
    try:
        with transaction.atomic():
            if kind == AssignmentKind.LEAD:
                _open_leads(reached, starts).update(ends=starts)
            Assignment.objects.bulk_create(rows)
    except IntegrityError:
        return [], [Refusal(grid.pk, explain(grid, person, kind, starts, ends)) for grid in reached]
    charge([grid.pk for grid in reached], starts)
    tell_given(rows)
    return rows, []


def _open_leads(grids, day: date):
    return Assignment.objects.filter(grid__in=grids, kind=AssignmentKind.LEAD, ends__isnull=True, starts__lt=day)


def works_in(person, station: int, day: date) -> bool:
    """Whether somebody may hold a grid of the station: he has a post there that does so, on the day."""
    return Post.objects.on(day).filter(person=person, unit__station=station, role__in=HOLDERS).exists()


def _stranger(grid, person) -> str:
    words = _("%(person)s holds no post at %(station)s on that day that takes a grid. Transfer him there first, or choose somebody else.")
    return words % {"person": person, "station": grid.station}


def explain(grid, person, kind: str, starts: date, ends: date | None) -> str:
    """Who stands in the way of an assignment, from when to when, and how to mend it."""
    same = Assignment.objects.filter(grid=grid).overlapping(starts, ends).select_related("person")
    blocking = [row for row in same if row.person_id == person.pk or (row.kind == kind and kind != AssignmentKind.ASSISTANT)]
    lines = [_line(row) for row in blocking if not (row.kind == kind == AssignmentKind.LEAD and row.ends is None and row.starts < starts)]
    return " ".join(lines) or _("Somebody else changed this grid's officers a moment ago. Look at the grid again.")


def _line(row: Assignment) -> str:
    given = {"grid": row.grid, "person": row.person, "kind": row.get_kind_display(), "starts": f"{row.starts:%Y-%m-%d}"}
    if row.ends is None:
        words = _("%(grid)s: %(person)s is %(kind)s from %(starts)s, with no end. End that assignment first, or begin later than it does.")
        return words % given
    words = _("%(grid)s: %(person)s is %(kind)s from %(starts)s until %(last)s. Begin on %(next)s, or end that one earlier.")
    return words % (given | {"last": f"{row.last_day:%Y-%m-%d}", "next": f"{row.ends:%Y-%m-%d}"})


@transaction.atomic
def end(assignments, *, ends: date, actor, at: datetime, reason: str = "") -> tuple[int, list[Refusal]]:
    """End assignments on a day (the first day that they no longer hold); those that end earlier or begin later are refused."""
    reached = list(assignments.reachable_by(actor, "grid.assign").select_for_update(of=("self",)).select_related("grid"))
    able = [row for row in reached if row.starts < ends and (row.ends is None or row.ends > ends)]
    refused = [Refusal(row.pk, _("This assignment does not hold on that day.")) for row in reached if row not in able]
    changes = {"ends": ends} | ({"reason": reason.strip()} if reason.strip() else {})
    Assignment.objects.filter(pk__in=[row.pk for row in able]).update(**changes)
    charge([row.grid_id for row in able], ends)
    return len(able), refused
