"""Reads of tickets, parts and clocks: who sees which, what is open, late or near."""

import re
from datetime import datetime, timedelta

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db.models import Case, Exists, F, Func, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Reverse

from grids.querysets import own_grids
from haidian_policing.access.exceptions import lent_to
from haidian_policing.access.standing import ReachableQuerySet, fact, within
from haidian_policing.search.texts import Bigrams, in_texts, is_long_number, words_of
from whistle_reporting.choices import OPEN_STATES, OPEN_TICKETS

PREFIX = "海吹"
NUMBER = re.compile(r"[0-9-]+")
NEAR = timedelta(hours=4)
TO_DO = Q(state__in=OPEN_TICKETS) | Q(countersign_pending=True)  # also the condition of the index "ticket_to_do_keys"
BLOCKS = (("n", 12), ("m", 15))  # the keys of search_scope without so many bits: blocks of thousands, of ten thousands
RULED_ABOVE = 2  # from this return on the street no longer rules: a ruling officer of the sub-bureau does


def _own(person) -> Q:
    return Q(handler__in=person.standing.people) | Q(grid__in=own_grids(person))


class SearchScope(Func):
    """What the index of words knows beside them: who reaches a ticket, its street, and with which others it came."""

    function, arity, output_field = "search_scope", 3, ArrayField(TextField())


@fact("tickets in words")
def reach_words(person) -> list[str] | None:
    """The rule by which tickets are seen, without exceptions, in the words of SearchScope; None for everywhere."""
    scope = person.standing.scope(TicketQuerySet.view_capability)
    if scope.everywhere:
        return None
    own = [*(f"p{key}" for key in person.standing.people), *(f"g{key}" for key in own_grids(person))] if scope.own else []
    return [*(f"s{key}" for key in scope.streets), *(f"u{key}" for key in scope.stations | scope.squads), *own]


class TicketQuerySet(ReachableQuerySet):
    view_capability = "ticket.view"

    def reach(self, person, capability: str) -> Q:
        """A street reaches what it wrote; the police reach a ticket through its parts, so never a draft; exceptions open it for reading."""
        if person.standing.scope(capability).everywhere:
            return Q()
        parts = apps.get_model("whistle_reporting", "Part").objects.filter(_police(person, capability), ticket=OuterRef("pk"))
        reached = within(person, capability, street="street") | Q(Exists(parts))
        return reached | lent_to(person, self.model) if capability == self.view_capability else reached

    def matching(self, text: str):
        """By number, its beginning or its tail; else by item, place and description, which hold every word."""
        words = words_of(text)
        if is_long_number(text):
            return self.none()
        if len(words) == 1 and (NUMBER.fullmatch(words[0]) or words[0].startswith(PREFIX)):
            tails = self.alias(tail=Reverse("number"))
            return tails.filter(Q(number__startswith=words[0]) | Q(tail__startswith=words[0][::-1]))
        found = self.alias(signs=Bigrams("place", "description"))
        for word in words:
            items = list(apps.get_model("whistle_reporting", "Item").objects.named(word).values_list("pk", flat=True))
            told = in_texts(word, "place", "description")
            found = found.filter(told | Q(item__in=items) if items else told)
        return found

    def bounded_to(self, person):
        """The same of what a person sees, said in a way that the index of words answers; exceptions open more than it knows."""
        words = reach_words(person)
        if words is None or person.standing.lent:
            return self
        return self.alias(scope=SearchScope("pk", "street", "reach")).filter(scope__overlap=words)

    def newest_found(self, text: str, person, most: int) -> list[int]:
        """Keys of at most so many, the newest first, that hold the words and that a person sees; what exceptions open comes on top.

        The index answers for words, reach and newness at once, so it is asked about the newest few thousand tickets, then further back.
        """
        reach, held = reach_words(person), self.alias(scope=SearchScope("pk", "street", "reach")).matching(text)
        lent = list(held.filter(lent_to(person, self.model)).values_list("pk", flat=True)[:most])
        rows = (held if reach is None else held.filter(scope__overlap=reach)).order_by((F("pk") + 0).desc()).values_list("pk", flat=True)
        newest = self.order_by("-pk").values_list("pk", flat=True).first() or 0
        for name, bits in BLOCKS:
            recent = [f"{name}{newest >> bits}", f"{name}{(newest >> bits) - 1}"]
            if len(found := list(rows.filter(scope__overlap=recent)[:most])) == most:
                return found + lent
        return list(rows[:most]) + lent

    def open(self):
        return self.filter(state__in=OPEN_TICKETS)

    def open_to(self, person):
        """The open ones that a person sees: `visible_to` and `open` by one index, however few of the open ones are his."""
        words = reach_words(person)
        if words is None:
            return self.open()
        return self.open().alias(scope=SearchScope("pk", "street", "reach")).filter(Q(scope__overlap=words) | lent_to(person, self.model))

    def overdue(self, at: datetime):
        return self.filter(due_at__lt=at, state__in=OPEN_TICKETS)

    def near(self, at: datetime, margin: timedelta = NEAR):
        return self.filter(due_at__gte=at, due_at__lt=at + margin, state__in=OPEN_TICKETS)


def _police(person, capability: str) -> Q:
    return within(person, capability, station="station", squad="squad", own=lambda: _own(person))


class PartQuerySet(ReachableQuerySet):
    view_capability = "ticket.view"

    def reach(self, person, capability: str) -> Q:
        reached = within(person, capability, station="station", squad="squad", street="street", own=lambda: _own(person))
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

    def police_first(self):
        return self.order_by(Case(When(kind="outside_lead", then=Value(1)), default=Value(0)), "pk")


def _lent(person) -> Q:
    return lent_to(person, apps.get_model("whistle_reporting", "Ticket"))


class ClockQuerySet(QuerySet):
    def running(self):
        return self.filter(stopped_at__isnull=True)


class ItemQuerySet(QuerySet):
    def named(self, word: str):
        """Items of any version whose code is the word or whose name holds it."""
        return self.filter(Q(code__iexact=word) | Q(name__icontains=word) | Q(name_en__icontains=word))

    def in_use(self, at: datetime):
        """The items of the catalogue version that new tickets take at that moment."""
        return self.filter(version__starts__lte=at).filter(Q(version__ends__isnull=True) | Q(version__ends__gt=at))


class StandardTextQuerySet(QuerySet):
    def visible_to(self, person):
        """Everybody's, and one's own."""
        return self.of(person.pk)

    def of(self, person: int):
        return self.filter(Q(owner=None) | Q(owner=person))

    def kept_by(self, person):
        """Those that a person may change: his own, and everybody's with the right."""
        shared = Q(owner=None) if "catalogue.manage" in person.standing.capabilities else Q(pk__in=[])
        return self.filter(shared | Q(owner=person))

    def offered(self, person: int, klass: str, item_code: str):
        """What is offered to somebody for an item, one's own first; of those that he may see."""
        fits = Q(klass__in=("any", klass)) & Q(item_code__in=("", item_code))
        return self.of(person).filter(fits).order_by(F("owner").asc(nulls_last=True), "order", "pk")
