"""One visit with its story."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import pgettext

from haidian_policing.access.standing import may
from haidian_policing.audit.stories import history_of
from haidian_policing.pages.responses import answer
from workstations.models import Visit
from workstations.views.steps import steps_of
from workstations.visits import TONES


def detail(request, pk: int):
    visits = Visit.objects.visible_to(request.user).select_related("site__station", "service", "clerk")
    visit = get_object_or_404(visits, pk=pk)
    steps = steps_of(visit) if may(request.user, "visit.record") else []
    context = {"visit": visit, "events": history_of(visit)[::-1], "steps": steps, "tone": TONES[visit.state]}
    crumbs = [(pgettext("list", "Visits"), reverse("workstations:visit_list")), (str(visit), None)]
    return answer(request, "workstations/visit_detail.html", {**context, "breadcrumbs": crumbs})
