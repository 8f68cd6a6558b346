"""The pages that span apps."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.pages.registry import Page
from haidian_policing.roof import search, views

PAGES = (
    Page("home", "", views.home, label=_("Home"), menu="work", icon="home", thumb=1),
    Page("api", "api-description/", views.api),
    Page("search", "search/", search.search),
    Page("suggestions", "search/suggestions/", search.suggestions),
    Page("pick", "search/pick/<slug:code>/", search.pick_options, takes="pick"),
)
