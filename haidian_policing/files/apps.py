"""Django's handle on files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "haidian_policing.files"
    label = "files"
