"""The duty officer's desk."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.pages.responses import answer
from whistle_reporting.forms import handlers_of, suggested_handlers
from whistle_reporting.lists.rows import clocks_of
from whistle_reporting.models import Part


def desk(request):
    """What came in for the station and what is to be dispatched, with the officer of the grid suggested."""
    at = timezone.now()
    reached = Part.objects.reachable_by(request.user, "ticket.dispatch").select_related(
        "ticket__item", "ticket__grid", "station", "handler"
    )
    incoming = list(reached.filter(state="dispatched").order_by("due_at"))
    waiting = list(reached.filter(state="signed").order_by("due_at"))
    soon = list(reached.running().filter(due_at__isnull=False).exclude(state__in=("dispatched", "signed", "done")).order_by("due_at")[:15])
    clocks = clocks_of([part.pk for part in (*incoming, *waiting, *soon)], at)
    people, suggested = _people(waiting), suggested_handlers([part.grid_id for part in waiting], timezone.localdate(at))
    context = {
        "incoming": [(part, clocks.get(part.pk)) for part in incoming],
        "waiting": [(part, clocks.get(part.pk), people[part.station_id], suggested.get(part.grid_id)) for part in waiting],
        "soon": [(part, clocks.get(part.pk)) for part in soon],
        "may_sign": may(request.user, "ticket.receive"),
        "at": at,
        "breadcrumbs": [(_("Whistle and report"), reverse("whistle_reporting:ticket_list")), (_("Duty desk"), None)],
    }
    return answer(request, "whistle_reporting/part_desk.html", context)


def _people(parts) -> dict[int, list]:
    """Who may handle tickets in each of the parts' stations."""
    return {station: list(handlers_of(station)) for station in {part.station_id for part in parts}}
