"""Reads of the organisation: units in official order, posts and absences on a day, people in reach."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet


def valid_on(day: date, prefix: str = "") -> Q:
    """Rows whose half-open validity starts..ends holds the day."""
    return Q(**{f"{prefix}starts__lte": day}) & (Q(**{f"{prefix}ends__isnull": True}) | Q(**{f"{prefix}ends__gt": day}))


class UnitQuerySet(QuerySet):
    def of_kind(self, kind: str):
        return self.filter(kind=kind)

    def in_official_order(self):
        return self.order_by("order", "pk")

    def current(self):
        return self.filter(closed_on__isnull=True)


class PostQuerySet(QuerySet):
    def on(self, day: date):
        return self.filter(valid_on(day))


class AbsenceQuerySet(QuerySet):
    def on(self, day: date):
        return self.filter(valid_on(day))


class PersonQuerySet(QuerySet):
    def holding(self, posts):
        """People who hold one of the posts given."""
        return self.filter(Exists(posts.filter(person=OuterRef("pk"))))
