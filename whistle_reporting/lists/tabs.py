"""Parts of the ticket list: what waits for a person by his capabilities, with how many each holds."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from haidian_policing.access.alike import alike
from haidian_policing.access.standing import may
from haidian_policing.pages.sets import Composed, totals
from whistle_reporting import choices
from whistle_reporting.models import Part, Ticket
from whistle_reporting.querysets import TO_DO, TicketQuerySet

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Tab:
    """A view of the list: which capability opens it and which of the tickets to be done it holds.

    `tickets` gives only such as are to be done.
    """

    code: str
    label: "StrOrPromise"
    may: str
    parts: dict | None = None
    tickets: Q = field(default_factory=Q)

    def holds(self, person) -> Q:
        """The condition on tickets: their own columns, or a part in reach of the capability."""
        if self.parts is None:
            reached = Q() if self.may == "ticket.view" else Ticket.objects.reach(person, self.may)
            return self.tickets & reached
        given = {key: person.standing.people if value == "me" else value for key, value in self.parts.items()}
        return TO_DO & Q(Exists(Part.objects.reachable_by(person, self.may).filter(ticket=OuterRef("pk"), **given)))


TABS = (
    Tab("draft", _("My drafts"), "ticket.file", tickets=Q(state="draft")),
    Tab("sign_off", _("To sign off"), "ticket.sign_off", tickets=Q(state="awaiting_sign_off") | Q(countersign_pending=True)),
    Tab("receive", _("To sign for"), "ticket.receive", {"state": "dispatched"}),
    Tab("dispatch", _("To dispatch"), "ticket.dispatch", {"state": "signed"}),
    Tab("mine", _("Assigned to me"), "ticket.handle", {"handler__in": "me", "state__in": choices.WORKING_STATES}),
    Tab("judge", _("To judge"), "ticket.judge", {"state": "done"}),
    Tab("rule", _("Returns to rule on"), "ticket.rule", {"state": "return_asked"}),
    Tab("extension", _("Extension requests"), "ticket.rule", {"extension_pending": True}),
    Tab("open", _("Open tickets"), "ticket.view", tickets=Q(state__in=choices.OPEN_TICKETS)),
)
ALL = Tab("all", _("All tickets"), "ticket.view", tickets=Q())
BY_CODE = {tab.code: tab for tab in TABS}


def tabs_of(person) -> list[Tab]:
    return [tab for tab in TABS if may(person, tab.may)]


def held(person, tabs: list[Tab]) -> dict[str, Composed]:
    """The keys and deadlines of what each of the tabs holds, by its code."""
    return {tab.code: _held.sql(person, tab.code) for tab in tabs}


@alike
def _held(person, code: str) -> TicketQuerySet:
    tickets = Ticket.objects
    found = tickets.open_to(person) if code == "open" else tickets.visible_to(person).filter(BY_CODE[code].holds(person))
    return found.order_by().values("pk", "due_at")


@alike
def late(person, *, at) -> TicketQuerySet:
    """The keys and deadlines of what is overdue."""
    return Ticket.objects.visible_to(person).overdue(at).order_by().values("pk", "due_at")


def counts(person) -> dict[str, int]:
    """How many each tab holds, in one statement."""
    return totals(held(person, tabs_of(person)))


def tab_of(person, code: str) -> Tab:
    """The tab asked for, or the first of the person's own that is not empty work in general: what waits for him."""
    tabs = {tab.code: tab for tab in (*tabs_of(person), ALL)}
    return tabs.get(code) or next((tab for tab in tabs.values() if tab.code not in ("draft", "open", "all")), ALL)
