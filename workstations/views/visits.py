"""Visits: the list and one of them with its story."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language, pgettext

from haidian_policing.access.standing import may
from haidian_policing.audit.stories import history_of
from haidian_policing.pages.pagination import page_of
from haidian_policing.pages.responses import answer
from workstations.choices import Outcome, VisitState
from workstations.filters import VisitFilter
from workstations.models import Visit
from workstations.views.steps import steps_of
from workstations.visits import TONES

COLUMNS = ("pk", "day", "number", "state", "outcome", "window", "came_at", "waited_minutes", "served_minutes", "clerk__name")
NAMES = {"en": ("site__name_en", "service__name_en")}


def listing(request):
    """Visits in reach, newest first; `shown` rows are plain mappings, drawn in one pass."""
    asked = VisitFilter(request.GET, queryset=Visit.objects.visible_to(request.user), request=request)
    site, service = NAMES.get(get_language(), ("site__name", "service__name"))
    context = {
        "form": asked.form,
        "page": page_of(request, asked.qs.values(*COLUMNS, site, service)),
        "site_name": site,
        "service_name": service,
        "states": dict(VisitState.choices),
        "outcomes": dict(Outcome.choices),
        "tones": TONES,
    }
    return answer(request, "workstations/visit_list.html", {**context, "breadcrumbs": [(pgettext("list", "Visits"), None)]})


def detail(request, pk: int):
    visits = Visit.objects.visible_to(request.user).select_related("site__station", "service", "clerk")
    visit = get_object_or_404(visits, pk=pk)
    steps = steps_of(visit) if may(request.user, "visit.record") else []
    context = {"visit": visit, "events": history_of(visit)[::-1], "steps": steps, "tone": TONES[visit.state]}
    crumbs = [(pgettext("list", "Visits"), reverse("workstations:visit_list")), (str(visit), None)]
    return answer(request, "workstations/visit_detail.html", {**context, "breadcrumbs": crumbs})
