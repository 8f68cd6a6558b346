"""The lists of whistle and report."""

from whistle_reporting.lists.tickets import TICKETS

LISTS = (TICKETS,)
