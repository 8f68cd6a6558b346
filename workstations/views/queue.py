"""The window clerk's page: take a number, call the next, see what waits and what stands at the windows."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.pages.responses import answer
from workstations import sets
from workstations.actions import call_next, record_visit
from workstations.forms import TakeNumberForm, WindowForm
from workstations.models import Site
from workstations.views.steps import steps_of, window_missing, window_of
from workstations.visits import TONES


def queue(request, pk: int | None = None):
    """The queue of one site; without a key that of the first site in reach."""
    sites = Site.objects.reachable_by(request.user, "visit.record").serving()
    site = get_object_or_404(sites, pk=pk) if pk else sites.first()
    context = {"site": site, "sites": sites, "breadcrumbs": [(_("Window queue"), None)]}
    if site:
        context |= _queue_of(site, timezone.now()) | {"window_form": WindowForm({"window": window_of(request, site)}, site=site)}
        context |= {"services": site.services.at_windows(), "window": window_of(request, site)}
    return answer(request, "workstations/visit_queue.html", context, block="waiting")


def _queue_of(site: Site, at) -> dict:
    """What waits, what stands at the windows and what earlier days left open."""
    day = timezone.localdate(at)
    opened = sets.queue(site=site.pk)
    rows = [{"visit": visit, "steps": steps_of(visit), "minutes": int((at - visit.came_at).total_seconds() // 60)} for visit in opened]
    today = [row for row in rows if row["visit"].day == day]
    return {
        "waiting": [row for row in today if row["visit"].state == "waiting"],
        "at_windows": [row for row in today if row["visit"].state != "waiting"],
        "left_over": [row for row in rows if row["visit"].day != day],
        "absent": [{"visit": visit, "steps": steps_of(visit)} for visit in sets.absent(5, site=site.pk, day=day)],
        "figures": sets.figures([site.pk], day)[site.pk],
        "day": day,
        "tones": TONES,
    }


def choose_window(request, pk: int):
    site = _own_site(request, pk)
    form = WindowForm(request.POST, site=site)
    if form.is_valid():
        request.session["window"] = form.cleaned_data["window"]
    return redirect("workstations:visit_queue_of", pk=pk)


def take_number(request, pk: int):
    site = _own_site(request, pk)
    form = TakeNumberForm(request.POST, site=site)
    if form.is_valid():
        visit = record_visit(site, actor=request.user, at=timezone.now(), **form.visit())
        messages.success(request, _("Number %(number)s: %(service)s") % {"number": f"{visit.number:03}", "service": visit.service})
    else:
        messages.error(request, _("Choose a service that this workstation offers at its windows."))
    return redirect("workstations:visit_queue_of", pk=pk)


def next_number(request, pk: int):
    site = _own_site(request, pk)
    if window_missing(request, site):
        return redirect("workstations:visit_queue_of", pk=pk)
    visit = call_next(site, actor=request.user, at=timezone.now(), window=window_of(request, site))
    if visit:
        messages.success(request, _("Called: number %(number)s") % {"number": f"{visit.number:03}"})
    else:
        messages.info(request, _("Nobody is waiting."))
    return redirect("workstations:visit_queue_of", pk=pk)


def _own_site(request, pk: int) -> Site:
    return get_object_or_404(Site.objects.reachable_by(request.user, "visit.record").serving(), pk=pk)
