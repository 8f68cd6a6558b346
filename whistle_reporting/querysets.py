"""Reads of tickets, parts and clocks: who sees which, what is open, late or near."""

from datetime import datetime, timedelta

from django.apps import apps
from django.db.models import Q, QuerySet

from grids.querysets import own_grids
from haidian_policing.access.exceptions import lent_to
from haidian_policing.access.standing import ReachableQuerySet, within
from whistle_reporting.choices import OPEN_STATES, OPEN_TICKETS

NEAR = timedelta(hours=4)
RULED_ABOVE = 2  # from this return on the street no longer rules: a ruling officer of the sub-bureau does


def _own(person) -> Q:
    return Q(handler__in=person.standing.people) | Q(grid__in=own_grids(person))


class TicketQuerySet(ReachableQuerySet):
    view_capability = "ticket.view"

    def reach(self, person, capability: str) -> Q:
        """A street reaches what it wrote; the police reach a ticket through its parts, so never a draft; exceptions open it for reading."""
        if person.standing.scope(capability).everywhere:
            return Q()
        parts = apps.get_model("whistle_reporting", "Part").objects.filter(_police(person, capability))
        reached = within(person, capability, street="street") | Q(pk__in=parts.values("ticket"))
        return reached | lent_to(person, self.model) if capability == self.view_capability else reached

    def open(self):
        return self.filter(state__in=OPEN_TICKETS)

    def overdue(self, at: datetime):
        return self.filter(due_at__lt=at, state__in=OPEN_TICKETS)

    def near(self, at: datetime, margin: timedelta = NEAR):
        return self.filter(due_at__gte=at, due_at__lt=at + margin, state__in=OPEN_TICKETS)


def _police(person, capability: str) -> Q:
    return within(person, capability, station="station", squad="squad", own=_own(person))


class PartQuerySet(ReachableQuerySet):
    view_capability = "ticket.view"

    def reach(self, person, capability: str) -> Q:
        reached = within(person, capability, station="station", squad="squad", street="street", own=_own(person))
        if capability == "ticket.rule" and not person.standing.scope(capability).everywhere:
            return reached & Q(bounces__lt=RULED_ABOVE)
        if capability == self.view_capability:
            return reached | Q(ticket__in=apps.get_model("whistle_reporting", "Ticket").objects.filter(_lent(person)).values("pk"))
        return reached

    def open(self):
        return self.filter(state__in=OPEN_STATES)

    def running(self):
        return self.open().filter(is_paused=False)

    def overdue(self, at: datetime):
        return self.running().filter(due_at__lt=at)

    def near(self, at: datetime, margin: timedelta = NEAR):
        return self.running().filter(due_at__gte=at, due_at__lt=at + margin)

    def of_police(self):
        return self.exclude(kind="outside_lead")


def _lent(person) -> Q:
    return lent_to(person, apps.get_model("whistle_reporting", "Ticket"))


class ClockQuerySet(QuerySet):
    def running(self):
        return self.filter(stopped_at__isnull=True)


class ItemQuerySet(QuerySet):
    def in_use(self, at: datetime):
        """The items of the catalogue version that new tickets take at that moment."""
        return self.filter(version__starts__lte=at).filter(Q(version__ends__isnull=True) | Q(version__ends__gt=at))
