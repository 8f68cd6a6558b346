"""The pages of the audit log."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.audit import views
from haidian_policing.pages.registry import Page

PAGES: tuple[Page, ...] = (
    Page("event_list", "", views.event_list, label=_("Audit log"), menu="administration", may="audit.view", icon="history"),
    Page("integrity", "integrity/", views.integrity, may="audit.view"),
)
