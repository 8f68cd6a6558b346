"""Django's handle on the organisation."""

from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "haidian_policing.organisation"
    label = "organisation"
