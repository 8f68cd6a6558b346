"""Statements over parts, their events and their clocks."""
