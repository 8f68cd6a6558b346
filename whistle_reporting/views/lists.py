"""The ticket list and the duty officer's desk."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidian_policing.access.standing import may
from haidian_policing.pages.pagination import page_of
from haidian_policing.pages.responses import answer
from whistle_reporting import actions
from whistle_reporting.filters import TicketFilter
from whistle_reporting.forms import handlers_of, suggested_handlers
from whistle_reporting.lifecycle import PART
from whistle_reporting.lists import ALL, clocks_of, counts, rows_of, sorted_by, tab_of, tabs_of
from whistle_reporting.models import CatalogueVersion, Part, Ticket

BULK = ("sign_for", "urge", "supervise")  # what may be done with several parts at once from the list


def ticket_list(request):
    """The tab that waits for this person, narrowed by the query form."""
    person, at = request.user, timezone.now()
    filters = TicketFilter(request.GET, request=request, queryset=Ticket.objects.visible_to(person))
    tab = ALL if "tab" not in request.GET and filters.form.has_changed() else tab_of(person, request.GET.get("tab", ""))
    found = filters.qs.filter(tab.holds(person)) if tab is not ALL else filters.qs
    page = page_of(request, sorted_by(found, request.GET.get("sort", "")))
    totals = counts(person)
    context = {
        "form": filters.form,
        "page": page,
        "rows": rows_of(page.object_list, at),
        "tab": tab,
        "tabs": [(row.label, f"?tab={row.code}", row is tab, totals[row.code]) for row in tabs_of(person)]
        + [(ALL.label, "?tab=all", tab is ALL, None)],
        "bulk": [(verb, PART[verb].label) for verb in BULK if may(person, PART[verb].may)],
        "may_file": may(person, "ticket.file"),
        "unapproved": CatalogueVersion.objects.filter(approved_at=None, ends=None).exists(),
        "breadcrumbs": [(_("Whistle and report"), None)],
    }
    return answer(request, "whistle_reporting/ticket_list.html", context, block="rows")


def part_bulk(request):
    """One step for the ticked parts; what could not be moved is listed with its reason."""
    verb = request.POST.get("verb", "")
    if verb not in BULK or not may(request.user, PART[verb].may):
        raise Http404
    chosen = [int(key) for key in request.POST.getlist("part") if key.isdecimal()]
    given = {"note": request.POST.get("note", "").strip()} if "note" in PART[verb].fields else {}
    moved, refused = actions.advance(Part.objects.filter(pk__in=chosen), verb, actor=request.user, at=timezone.now(), **given)
    done = ngettext("%(step)s: %(count)s ticket.", "%(step)s: %(count)s tickets.", len(moved)) % {
        "step": PART[verb].label,
        "count": len(moved),
    }
    (messages.success if moved else messages.warning)(request, done)
    numbers = dict(Part.objects.filter(pk__in=[row.pk for row in refused]).values_list("pk", "ticket__number"))
    for row in refused:
        messages.error(request, f"{numbers[row.pk]}: {row.reason}")
    return redirect(reverse("whistle_reporting:ticket_list") + "?" + request.POST.get("back", ""))


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
