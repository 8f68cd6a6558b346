"""Django's handle on the handbooks."""

from django.apps import AppConfig


class HandbooksConfig(AppConfig):
    name = "haidian_policing.handbooks"
    label = "handbooks"
