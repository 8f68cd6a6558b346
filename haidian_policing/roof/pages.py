"""The pages that span apps."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.pages.registry import Page
from haidian_policing.roof import views

PAGES = (Page("home", "", views.home, label=_("Home"), menu="work", icon="home"),)
