"""Reads of the task log."""

from django.db.models import OuterRef, Q, Subquery

from grids.querysets.holders import own_grids
from haidian_policing.access.standing import ReachableQuerySet, within


class LogQuerySet(ReachableQuerySet):
    """One's own logs stay one's own after a hand-over; captain, chief and clerk see those of their grids."""

    view_capability = "task.view"

    def reach(self, person, capability: str) -> Q:
        columns = {"station": "grid__station", "squad": "grid__squad", "street": "grid__street"}
        return within(person, capability, own=lambda: Q(grid__in=own_grids(person)) | Q(officer__in=person.standing.people), **columns)

    def authored_by(self, person):
        """Logs that a person did or entered for somebody."""
        return self.filter(Q(officer=person) | Q(entered_by=person))

    def not_by(self, person):
        return self.exclude(officer=person).exclude(entered_by=person)

    def with_objection(self):
        """`objection`: why it was sent back last."""
        events = self.model._meta.get_field("events").related_model.objects.filter(subject=OuterRef("pk"), verb="return")
        return self.annotate(objection=Subquery(events.order_by("-pk").values("note")[:1]))

    def awaiting(self):
        return self.filter(state="logged")
