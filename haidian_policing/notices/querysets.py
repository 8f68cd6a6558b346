"""Reads of notices with receipts, of who follows what, and of webhook deliveries."""

from datetime import timedelta

from django.apps import apps
from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Subquery, Value

from haidian_policing.access.standing import ReachableQuerySet, may, within

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

    def with_receipt_of(self, person):
        """Whether it waits for the person, when he confirmed, and whether he may see how many have."""
        mine = apps.get_model("notices", "Receipt").objects.filter(circular=OuterRef("pk"), person=person)
        counted = Value(True) if may(person, "notice.follow") else Q(author=person)
        confirmed = Subquery(mine.values("answered_at")[:1])
        return self.annotate(waits=Exists(mine.waiting()), confirmed=confirmed, counted=ExpressionWrapper(counted, BooleanField()))


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

    def counts(self, circulars) -> dict[int, str]:
        """How many of how many have confirmed each of these notices, as it is shown."""
        rows = self.filter(circular__in=circulars).order_by().values_list("circular").annotate(Count("answered_at"), Count("pk"))
        return {circular: f"{answered} / {total}" for circular, answered, total in rows}


class DeliveryQuerySet(QuerySet):
    def due(self, at):
        return self.filter(state="waiting", next_at__lte=at, webhook__state="active")

    def claim(self, at) -> bool:
        """Take one delivery for this attempt: it comes back by itself where this attempt dies."""
        return self.due(at).update(attempts=F("attempts") + 1, next_at=at + BACKOFF[0]) == 1
