"""One workstation, and its wall display."""

from itertools import groupby
from operator import attrgetter

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.pages.responses import answer
from workstations import sets
from workstations.choices import ServiceFamily
from workstations.lists import STAGE_TONES
from workstations.models import Site, Visit
from workstations.visits import TONES

FAMILIES = list(ServiceFamily)


def detail(request, pk: int):
    site = get_object_or_404(Site.objects.visible_to(request.user).select_related("station", "street", "grid"), pk=pk)
    day = timezone.localdate()
    context = {
        "site": site,
        "families": _by_family(site),
        "queue": sets.queue_of_day(20, site=pk, day=day),
        "recent": sets.ended(10, site=pk),
        "figures": sets.figures([pk], day)[pk],
        "day": day,
        "records": may(request.user, "visit.record"),
        "stage_tone": STAGE_TONES[site.stage],
        "tones": TONES,
    }
    crumbs = [(_("Workstations"), reverse("workstations:site_list")), (str(site), None)]
    return answer(request, "workstations/site_detail.html", {**context, "breadcrumbs": crumbs})


def _by_family(site: Site) -> list[tuple[str, list]]:
    """(family, its services) in the order of the catalogue."""
    services = sorted(sets.services(site=site.pk), key=lambda service: FAMILIES.index(ServiceFamily(service.family)))
    return [(ServiceFamily(code).label, list(group)) for code, group in groupby(services, key=attrgetter("family"))]


def display(request, pk: int):
    """Large numbers for the wall: who is called to which window; asked for every few seconds without counting as activity."""
    site = get_object_or_404(Site.objects.visible_to(request.user), pk=pk)
    visits = Visit.objects.filter(site=site).of_day(timezone.localdate())
    called = visits.at_windows().order_by("state", "-number").values("number", "window", "state")[:6]
    waiting = visits.waiting().in_queue_order().values_list("number", flat=True)
    context = {"site": site, "called": called, "waiting": list(waiting[:12]), "total": waiting.count()}
    return answer(request, "workstations/site_display.html", context, block="numbers")
