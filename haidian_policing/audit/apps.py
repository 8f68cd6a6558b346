"""Django's handle on audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "haidian_policing.audit"
    label = "audit"
