"""Reads of exceptions and of keys of the API."""

from datetime import datetime

from django.db import connection
from django.db.models import Q, QuerySet

OPENING = """
SELECT content_type_id, object_pk FROM access_objectgrant
WHERE user_id = ANY(%s) AND starts <= %s AND (ends IS NULL OR ends > %s)
"""


class GrantQuerySet(QuerySet):
    def valid_at(self, at: datetime):
        return self.filter(Q(starts__lte=at) & (Q(ends__isnull=True) | Q(ends__gt=at)))

    def opening(self, people: list[int], at: datetime) -> list[tuple[int, str]]:
        """(content type, key) of what is open to any of these people. Asked with most pages, so it is no query of the ORM."""
        with connection.cursor() as cursor:
            cursor.execute(OPENING, [people, at, at])
            return cursor.fetchall()


class TokenQuerySet(QuerySet):
    def live(self, at: datetime):
        return self.filter(revoked_at__isnull=True, expires_at__gt=at)

    def manageable_by(self, person):
        """One's own; those of everybody for whoever manages accounts."""
        return self if "account.manage" in person.standing.capabilities else self.filter(person=person)
