"""Django's handle on jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "haidian_policing.jobs"
    label = "jobs"
