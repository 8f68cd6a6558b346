"""The pages of the work calendar."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.pages.registry import Page

from . import views

PAGES: tuple[Page, ...] = (
    Page("year_list", "", views.year_list, label=_("Work calendar"), menu="administration", may="calendar.view", icon="calendar"),
    Page("year_detail", "<int:year>/", views.year_detail, may="calendar.view", takes="calendar_year"),
    Page("year_confirm", "<int:year>/confirm/", views.year_confirm, may="calendar.confirm", methods=("GET", "POST"), takes="calendar_year"),
)
