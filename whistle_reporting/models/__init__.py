"""The models of whistle and report, one file per noun."""

from whistle_reporting.models.catalogue import CatalogueVersion, ClassRule, Item, Reason, StandardText
from whistle_reporting.models.part import Clock, Part, PartEvent
from whistle_reporting.models.record import Evidence, Extension, Verdict
from whistle_reporting.models.ticket import Ticket, TicketEvent

__all__ = [
    "CatalogueVersion",
    "ClassRule",
    "Clock",
    "Evidence",
    "Extension",
    "Item",
    "Part",
    "PartEvent",
    "Reason",
    "StandardText",
    "Ticket",
    "TicketEvent",
    "Verdict",
]
