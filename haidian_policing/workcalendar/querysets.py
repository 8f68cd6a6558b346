"""Reads of calendar versions."""

from datetime import datetime

from django.db.models import QuerySet


class VersionQuerySet(QuerySet):
    """Versions of the calendars."""

    def in_use(self, at: datetime, calendar: str = "office") -> "VersionQuerySet":
        """The one version that new deadlines of this calendar take at that moment."""
        return self.filter(calendar=calendar, valid__contains=at)
