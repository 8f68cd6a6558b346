"""Reads of exceptions."""

from datetime import datetime

from django.db.models import Q, QuerySet


class GrantQuerySet(QuerySet):
    def valid_at(self, at: datetime):
        return self.filter(Q(starts__lte=at) & (Q(ends__isnull=True) | Q(ends__gt=at)))
