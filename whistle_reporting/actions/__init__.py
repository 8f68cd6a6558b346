"""The verbs of whistle and report."""

from whistle_reporting.actions.filing import amend, file, file_many
from whistle_reporting.actions.parts import advance
from whistle_reporting.actions.tickets import advance_ticket

__all__ = ["advance", "advance_ticket", "amend", "file", "file_many"]
