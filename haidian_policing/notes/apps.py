"""Django's handle on notes."""

from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "haidian_policing.notes"
    label = "notes"
