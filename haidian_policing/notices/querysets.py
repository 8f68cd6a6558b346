"""Reads of notices with receipts, of who follows what, and of webhook deliveries."""

from datetime import timedelta

from django.apps import apps
from django.db.models import Count, F, Q, QuerySet

from haidian_policing.access.standing import ReachableQuerySet, within

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))


class CircularQuerySet(QuerySet):
    def visible_to(self, person):
        """Who wrote it, who received it, and who follows up a unit that received it."""
        receipts = apps.get_model("notices", "Receipt").objects
        followed = receipts.reachable_by(person, "notice.follow").values("circular")
        received = receipts.filter(person=person).values("circular")
        return self.filter(Q(author=person) | Q(pk__in=received) | Q(pk__in=followed))

    def reachable_by(self, person, capability: str):
        """What is attached to a notice is its author's."""
        return self.filter(author=person)

    def with_counts(self):
        return self.annotate(total=Count("receipts"), answered=Count("receipts__answered_at"))


class ReceiptQuerySet(ReachableQuerySet):
    def reach(self, person, capability: str) -> Q:
        """A liaison follows up his own unit; whoever reaches the whole sub-bureau follows up what he wrote."""
        everywhere = person.standing.scope(capability).everywhere
        return Q(circular__author=person) if everywhere else within(person, capability, station="unit__station", street="unit")

    def followed_by(self, person, circular):
        """The receipts of a notice whose state a person may see: its author all, a liaison those of his unit."""
        mine = self.filter(circular=circular)
        return mine if circular.author_id == person.pk else mine.reachable_by(person, "notice.follow")

    def waiting(self):
        return self.filter(answered_at=None)


class DeliveryQuerySet(QuerySet):
    def due(self, at):
        return self.filter(state="waiting", next_at__lte=at, webhook__state="active")

    def claim(self, at) -> bool:
        """Take one delivery for this attempt: it comes back by itself where this attempt dies."""
        return self.due(at).update(attempts=F("attempts") + 1, next_at=at + BACKOFF[0]) == 1
