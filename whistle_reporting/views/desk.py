"""The duty officer's desk."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.pages.responses import answer
from haidian_policing.pages.sets import totals
from whistle_reporting.forms import handlers_of, suggested_handlers
from whistle_reporting.lists.rows import clocks_of
from whistle_reporting.models import Part
from whistle_reporting.sets import about

MOST, NEXT = 20, 15  # of a kind, and of what runs out next; the rest stands in the list


def desk(request):
    """What came in for the station and what is to be dispatched, nearest deadlines first, with the officer of the grid suggested."""
    at = timezone.now()
    reached = Part.objects.reachable_by(request.user, "ticket.dispatch")
    kinds = {"incoming": reached.filter(state="dispatched"), "waiting": reached.filter(state="signed")}
    running = reached.running().filter(due_at__isnull=False).exclude(state__in=("dispatched", "signed", "done"))
    found = [_first(MOST, kinds["incoming"]), _first(MOST, kinds["waiting"]), _first(NEXT, running)]
    rows = {part.pk: part for part in about.parts_in_full(keys=[key for keys in found for key in keys])}
    incoming, waiting, soon = ([rows[key] for key in keys if key in rows] for keys in found)
    clocks = clocks_of(list(rows), at)
    people, suggested = _people(waiting), suggested_handlers([part.grid_id for part in waiting], timezone.localdate(at))
    named = {station: {person.pk: person for person in handlers} for station, handlers in people.items()}
    context = {
        "incoming": [(part, clocks.get(part.pk)) for part in incoming],
        "waiting": [(part, clocks.get(part.pk), named[part.station_id].get(suggested.get(part.grid_id))) for part in waiting],
        "people": people,
        "soon": [(part, clocks.get(part.pk)) for part in soon],
        "counted": totals(kinds),
        "may_sign": may(request.user, "ticket.receive"),
        "at": at,
        "breadcrumbs": [(_("Whistle and report"), reverse("whistle_reporting:ticket_list")), (_("Duty desk"), None)],
    }
    return answer(request, "whistle_reporting/part_desk.html", context)


def _first(most: int, parts) -> list[int]:
    """The keys of those with the nearest deadlines."""
    return list(parts.order_by("due_at", "pk").values_list("pk", flat=True)[:most])


def _people(parts) -> dict[int, list]:
    """Who may handle tickets in each of the parts' stations."""
    return {station: list(handlers_of(station)) for station in {part.station_id for part in parts}}
