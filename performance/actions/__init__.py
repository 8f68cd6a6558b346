"""Verbs of performance; `computing` and `grouping` need scipy and numpy and are imported by the worker only."""
