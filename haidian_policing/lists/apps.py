"""Django's handle on lists."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    name = "haidian_policing.lists"
    label = "lists"
