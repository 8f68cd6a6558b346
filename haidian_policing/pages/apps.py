"""Django's handle on pages."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "haidian_policing.pages"
    label = "pages"
