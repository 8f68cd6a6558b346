"""Django's handle on roof."""

from django.apps import AppConfig


class RoofConfig(AppConfig):
    name = "haidian_policing.roof"
    label = "roof"
