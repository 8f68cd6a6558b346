"""Reads of what hangs on an object: whoever sees the object sees it, and what is internal only the police."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from haidian_policing.notes.registry import SUBJECTS

CHANGEABLE = timedelta(minutes=30)


class AboutQuerySet(QuerySet):
    def about(self, kind: str, pk: int):
        return self.filter(kind=kind, object_id=pk)

    def told_to(self, person):
        """Without what is internal, for the people of a street."""
        return self.told(person.standing.is_police)

    def told(self, police: bool):
        return self if police else self.filter(internal=False)

    def visible_to(self, person):
        """The one rule: through the object, by its own `visible_to`."""
        seen = Q(pk__in=[])
        for code, subject in SUBJECTS.items():
            seen |= Q(kind=code, object_id__in=subject.seen_by(person).order_by().values("pk"))
        return self.told_to(person).filter(seen)


class NoteQuerySet(AboutQuerySet):
    def changeable_by(self, person, at):
        """One's own of the last half hour that still stand."""
        return self.filter(added_by=person, added_at__gt=at - CHANGEABLE, withdrawn_at=None)


class AttachmentQuerySet(AboutQuerySet):
    def present(self):
        return self.filter(removed_at=None)
