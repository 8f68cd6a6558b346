"""Reads of exceptions and of keys of the API."""

from datetime import datetime

from django.db.models import Q, QuerySet


class GrantQuerySet(QuerySet):
    def valid_at(self, at: datetime):
        return self.filter(Q(starts__lte=at) & (Q(ends__isnull=True) | Q(ends__gt=at)))


class TokenQuerySet(QuerySet):
    def live(self, at: datetime):
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)

    def manageable_by(self, person):
        """One's own; those of everybody for whoever manages accounts."""
        return self if "account.manage" in person.standing.capabilities else self.filter(person=person)
