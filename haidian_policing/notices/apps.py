"""Django's handle on notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "haidian_policing.notices"
    label = "notices"
