"""Reads of saved views: one's own, those of one's units, everybody's."""

from django.db import connection
from django.db.models import QuerySet

from haidian_policing.lists.choices import Share

USABLE = """
SELECT {} FROM lists_savedview
WHERE listed = %s AND (owner_id = %s OR share = %s OR share = %s AND unit_id = ANY(%s))
ORDER BY name, id
"""


class SavedViewQuerySet(QuerySet):
    def usable(self, person, code: str):
        """Views of one list that a person may use, by name: his own, his units', everybody's. Plain SQL, as every page of a list asks."""
        units = [post.unit_id for post in person.standing.posts]
        names = [field.attname for field in self.model._meta.concrete_fields]
        with connection.cursor() as cursor:
            cursor.execute(USABLE.format(", ".join(names)), [code, person.pk, Share.ALL, Share.UNIT, units])
            return [self.model.from_db(self.db, names, row) for row in cursor.fetchall()]


class BulkRunQuerySet(QuerySet):
    def visible_to(self, person):
        return self.filter(actor=person)
