"""Django's handle on whistle_reporting."""

from django.apps import AppConfig


class WhistleReportingConfig(AppConfig):
    name = "whistle_reporting"
