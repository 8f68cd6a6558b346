"""Statements over several tables of the grids."""
