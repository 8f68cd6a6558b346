"""Django's handle on exports."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "haidian_policing.exports"
    label = "exports"
