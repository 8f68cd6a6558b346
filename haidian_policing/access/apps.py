"""Django's handle on access."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "haidian_policing.access"
    label = "access"
