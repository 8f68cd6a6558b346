"""The pages of the workstations."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page
from workstations.lists import SITES, VISITS
from workstations.views import queue, sites, steps, visits

PAGES: tuple[Page, ...] = (
    Page("visit_queue", "queue/", queue.queue, label=_("Window queue"), menu="stations", may="visit.record", icon="ticket", thumb=2),
    Page("visit_queue_of", "<int:pk>/queue/", queue.queue, may="visit.record", takes="site"),
    Page("take_number", "<int:pk>/numbers/", queue.take_number, may="visit.record", methods=("POST",), takes="site"),
    Page("next_number", "<int:pk>/next/", queue.next_number, may="visit.record", methods=("POST",), takes="site"),
    Page("choose_window", "<int:pk>/window/", queue.choose_window, may="visit.record", methods=("POST",), takes="site"),
    listing(VISITS, "visits/", menu="stations", icon="list-details", thumb=8),
    Page("visit_detail", "visits/<int:pk>/", visits.detail, may="visit.view", takes="visit"),
    Page("visit_step", "visits/<int:pk>/<slug:verb>/", steps.take_step, may="visit.record", methods=("POST",), takes="visit_step"),
    listing(SITES, menu="stations", icon="building"),
    Page("site_detail", "<int:pk>/", sites.detail, may="visit.view", takes="site"),
    Page("site_display", "<int:pk>/display/", sites.display, may="visit.view", takes="site"),
)
