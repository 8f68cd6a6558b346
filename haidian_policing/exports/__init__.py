"""Exports of any list: written by a job, kept for a day, fetched through a permission check, one audit event each."""
