"""Django's handle on roof; naming the checks here makes every command know them."""

from django.apps import AppConfig

from haidian_policing.roof import checks

__all__ = ["RoofConfig", "checks"]


class RoofConfig(AppConfig):
    name = "haidian_policing.roof"
    label = "roof"
