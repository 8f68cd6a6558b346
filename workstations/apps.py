"""Django's handle on workstations."""

from django.apps import AppConfig


class WorkstationsConfig(AppConfig):
    name = "workstations"
