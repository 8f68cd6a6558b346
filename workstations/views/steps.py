"""A step of a visit: the buttons that offer it, and the act."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from workstations.actions import advance
from workstations.forms import form_of
from workstations.models import Site, Visit
from workstations.visits import VISIT


def steps_of(visit: Visit) -> list[dict]:
    """The next steps of a visit as the step buttons draw them."""
    return [
        {
            "verb": f"{step.verb}-{visit.pk}",
            "label": step.label,
            "tone": step.tone,
            "action": reverse("workstations:visit_step", kwargs={"pk": visit.pk, "verb": step.verb}),
            "form": form_of(step, key=visit.pk),
            "confirm": "",
            "refused": "",
        }
        for step in VISIT.from_state(visit.state)
    ]


def window_of(request, site: Site) -> int | None:
    """The window that this browser's clerk sits at, if he said so and the site has it; the only one needs no saying."""
    window = 1 if site.windows == 1 else request.session.get("window")
    return window if window and window <= site.windows else None


def window_missing(request, site: Site) -> bool:
    """Tells a clerk who calls somebody that nobody would know to which window."""
    missing = window_of(request, site) is None
    if missing:
        messages.error(request, _("Say first at which window you sit."))
    return missing


def take_step(request, pk: int, verb: str):
    """One step of one visit; whoever comes second is told who was faster."""
    visit = get_object_or_404(Visit.objects.reachable_by(request.user, "visit.record").select_related("site"), pk=pk)
    if verb not in VISIT:
        raise Http404
    if verb in ("call", "serve") and window_missing(request, visit.site):
        return _back(request, visit)
    form = form_of(VISIT[verb], request.POST, key=pk)
    if form is None or form.is_valid():
        given = form.cleaned_data if form else {"window": window_of(request, visit.site)}
        _moved, refused = advance(
            Visit.objects.filter(pk=pk), verb, actor=request.user, at=timezone.now(), seen=request.POST.get("seen") or None, **given
        )
        complaints = [refusal.reason for refusal in refused]
    else:
        complaints = [f"{form[name].label}: {words}" for name, lines in form.errors.items() for words in lines]
    for words in complaints:
        messages.error(request, words)
    return _back(request, visit)


def _back(request, visit: Visit) -> HttpResponseRedirect:
    """To the page that the button stood on; the queue where it is not known."""
    here = reverse("workstations:visit_detail", kwargs={"pk": visit.pk})
    if request.headers.get("Referer", "").endswith(here):
        return redirect(here)
    return redirect("workstations:visit_queue_of", pk=visit.site_id)
