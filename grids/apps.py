"""Django's handle on grids."""

from django.apps import AppConfig


class GridsConfig(AppConfig):
    name = "grids"
