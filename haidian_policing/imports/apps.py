"""Django's handle on imports."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "haidian_policing.imports"
    label = "imports"
