"""Reads of saved views: one's own, those of one's units, everybody's."""

from django.db.models import Q, QuerySet

from haidian_policing.lists.choices import Share


class SavedViewQuerySet(QuerySet):
    def visible_to(self, person):
        units = [post.unit_id for post in person.standing.posts]
        shared = Q(share=Share.ALL) | Q(share=Share.UNIT, unit__in=units)
        return self.filter(Q(owner=person.pk) | shared)

    def of(self, code: str):
        """Views of one list: one's own before the unit's before everybody's."""
        return self.filter(listed=code).order_by("name", "pk")


class BulkRunQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(actor=person)
