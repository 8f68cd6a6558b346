"""The pages of the audit log."""

from haidian_policing.audit import views
from haidian_policing.audit.lists import EVENTS
from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page

PAGES: tuple[Page, ...] = (
    listing(EVENTS, menu="administration", icon="history", thumb=9),
    Page("integrity", "integrity/", views.integrity, may="audit.view"),
)
