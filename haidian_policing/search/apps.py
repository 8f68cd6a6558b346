"""Django's handle on search."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "haidian_policing.search"
    label = "search"
