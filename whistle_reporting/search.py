"""What of whistle and report is searched and picked from: tickets, items of the catalogue, grids and handlers for the forms."""

import re

from django.db.models import Case, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grids.models import Grid
from grids.search import Grids
from haidian_policing.organisation.models import Person
from haidian_policing.organisation.search import Staff, with_posts
from haidian_policing.search.kinds import Group, Kind, key_of
from haidian_policing.search.texts import words_of
from whistle_reporting.choices import TicketState
from whistle_reporting.forms import handlers_of
from whistle_reporting.models import Item, Ticket


class Tickets(Kind):
    """By number or its tail, else by item and words of place and description; the newest first."""

    code, label, icon = "ticket", _("Tickets"), "speakerphone"
    may: str = "ticket.view"
    page, listing = "whistle_reporting:ticket_detail", "whistle_reporting:ticket_list"

    def rows(self, person, at: str = ""):
        return Ticket.objects.visible_to(person).prefetch_related("item").only("number", "place", "state", "filed_at", "item")

    def find(self, person, text: str, most: int) -> Group:
        keys = Ticket.objects.newest_found(text, person, most + 1)
        return self.group(self.ranked(self.rows(person).filter(pk__in=keys), text), most)

    def matching(self, rows, text: str):
        return self.ranked(rows.matching(text), text)

    def ranked(self, rows, text: str):
        word = "".join(words_of(text))
        exact = Q(number=word) | Q(number__endswith=f"-{word.rpartition('-')[2]:0>6}") if word.isascii() else Q(number=word)
        return rows.annotate(rank=Case(When(exact, then=Value(0)), default=Value(2))).order_by("-pk")

    def number(self, row) -> str:
        return row.number

    def title(self, row) -> str:
        return f"{row.number} {row.item}"

    def note(self, row) -> str:
        return f"{row.place} · {timezone.localdate(row.filed_at)} · {TicketState(row.state).label}"


class Items(Kind):
    """An item opens the tickets written for it."""

    code, label, icon, may = "item", _("Whistle items"), "list-details", "ticket.view"

    def rows(self, person, at: str = ""):
        return Item.objects.in_use(timezone.now()).order_by("order")

    def note(self, row) -> str:
        return row.get_klass_display()

    def href(self, row) -> str:
        return f"{reverse('whistle_reporting:ticket_list')}?tab=all&item={row.code}"


class ItemsToPick(Items):
    def matching(self, rows, text: str):
        """By words, else by the signs in their order: 违停 is 机动车违法停放整治."""
        found = super().matching(rows, text)
        return found if found.exists() else rows.filter(name__regex=".*".join(map(re.escape, "".join(words_of(text)))))


class GridsToFile(Grids):
    """Grids that one writes a whistle for."""

    code, may = "grid_to_file", "ticket.file"

    def rows(self, person, at: str = ""):
        return Grid.objects.on(person.standing.day).reachable_by(person, "ticket.file").in_official_order().select_related("station")


class GridsToRedirect(Grids):
    """Grids to which the street `at` sends a returned ticket."""

    code, may = "grid_to_redirect", "ticket.sign_off"

    def rows(self, person, at: str = ""):
        reached = Grid.objects.reachable_by(person, "ticket.sign_off").filter(street=key_of(at))
        return reached.in_official_order().select_related("station")


class Handlers(Staff):
    """Who may handle the tickets of the station `at`."""

    code, may = "handler", ("ticket.dispatch", "ticket.receive", "ticket.handle")

    def rows(self, person, at: str = ""):
        mine = key_of(at) in person.standing.stations
        return with_posts(handlers_of(key_of(at)) if mine else Person.objects.none(), person)


SEARCHED = (Tickets(), Items())
PICKED = (ItemsToPick(), GridsToFile(), GridsToRedirect(), Handlers())
