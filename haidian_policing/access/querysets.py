"""Reads of exceptions and of keys of the API."""

from datetime import datetime, timedelta

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

    def used(self, at: datetime):
        """Remember the last use, to the minute."""
        return self.filter(Q(last_used_at=None) | Q(last_used_at__lt=at - timedelta(minutes=1))).update(last_used_at=at)
