"""What whistle and report shows on home pages and on the page of a grid."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from grids.panels import GridLayer, GridPanel
from haidian_policing.access.alike import alike
from haidian_policing.notes.registry import Subject
from haidian_policing.notices.registry import Reminder
from haidian_policing.pages.home import Figure, HomePanel
from haidian_policing.pages.sets import totals_and_first
from haidian_policing.replay import replayed
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.lists.rows import rows_by
from whistle_reporting.lists.tabs import BY_CODE, held, late, tabs_of
from whistle_reporting.models import Evidence, Part, StandardText, Ticket

WAITING = {"draft", "sign_off", "receive", "dispatch", "mine", "judge", "rule", "extension"}
SHOWN = 8


def waiting_for(person, at) -> dict | None:
    """What waits for this person, by kind, with the nearest deadlines first; each figure opens its list."""
    tabs = [tab for tab in tabs_of(person) if tab.code in WAITING]
    if not tabs:
        return None
    href, waiting = reverse("whistle_reporting:ticket_list"), held(person, tabs)
    counted, nearest = totals_and_first({**waiting, "late": late.sql(person, at=at)}, waiting, "due_at", SHOWN)
    figures = [Figure(tab.label, counted[tab.code], f"{href}?tab={tab.code}", tone="warn") for tab in tabs]
    figures.append(Figure(_("Overdue tickets"), counted["late"], f"{href}?due=late", tone="bad"))
    return {"figures": figures, "rows": rows_by(nearest, at), "href": href}


def under_way(person, at) -> dict | None:
    """Whoever has nothing to do with single tickets sees how many are under way and late."""
    if any(tab.code in WAITING for tab in tabs_of(person)):
        return None
    href, under = reverse("whistle_reporting:ticket_list"), held(person, [BY_CODE["open"]])
    counted, nearest = totals_and_first({**under, "late": late.sql(person, at=at)}, {"late"}, "due_at", SHOWN)
    figures = [
        Figure(_("Open tickets"), counted["open"], f"{href}?tab=open"),
        Figure(_("Overdue tickets"), counted["late"], f"{href}?due=late", tone="bad"),
    ]
    return {"figures": figures, "rows": rows_by(nearest, at), "href": href}


def of_grid(person, grid, at) -> dict | None:
    """The open tickets of one grid."""
    href = f"{reverse('whistle_reporting:ticket_list')}?tab=open&grid={grid.pk}"
    counted, nearest = totals_and_first({"open": open_in.sql(person, grid=grid.pk)}, {"open"}, "due_at", SHOWN)
    return {"rows": rows_by(nearest, at), "count": counted["open"], "href": href}


@alike
def open_in(person, *, grid: int):
    """The keys and deadlines of the open ones in a grid."""
    return Ticket.objects.visible_to(person).open().filter(grid_id=grid).order_by().values("pk", "due_at")


def open_tickets(person, rows: Iterable[dict], at) -> dict[int, int]:
    return {pk: opened for pk, (opened, _late) in _by_grid(person, rows, at).items()}


def overdue_tickets(person, rows: Iterable[dict], at) -> dict[int, int]:
    return {pk: late for pk, (_opened, late) in _by_grid(person, rows, at).items()}


def _by_grid(person, rows: Iterable[dict], at) -> dict[int, tuple[int, int]]:
    """How many open and overdue tickets lie in each grid; nought where none does. Read once for both layers."""
    tickets = Ticket.objects.open_to(person).order_by().values_list("grid")
    numbers = {"opened": Count("pk"), "late": Count("pk", Q(due_at__lt=at))}
    counted = person.standing.once("tickets by grid", lambda: {grid: both for grid, *both in tickets.annotate(**numbers)})
    return {row["pk"]: tuple(counted.get(row["pk"], (0, 0))) for row in rows}


TEMPLATE = "whistle_reporting/home_tickets.html"
FIRST = frozenset({"duty_officer", "duty_commander", "liaison", "street_leader", "chief", "commissar"})
HOME = (
    HomePanel("tickets", _("Tickets waiting for you"), "ticket.view", TEMPLATE, waiting_for, FIRST, 15, "speakerphone"),
    HomePanel("tickets_open", _("Tickets under way"), "ticket.view", TEMPLATE, under_way, frozenset(), 40, "speakerphone"),
)
GRID_PANELS = (
    GridPanel("tickets", _("Open tickets of this grid"), "ticket.view", "whistle_reporting/grid_tickets.html", of_grid, order=40),
)
GRID_LAYERS = (
    GridLayer("open", pgettext_lazy("map", "Open tickets"), "ticket.view", open_tickets, kind="count", order=30),
    GridLayer("overdue", pgettext_lazy("map", "Overdue tickets"), "ticket.view", overdue_tickets, kind="count", tone="warm", order=40),
)


def texts_for(person, ticket: Ticket) -> list[str]:
    """The standard texts for a note on a ticket: those of its state and of the states of its parts."""
    states = {"any", ticket.state, *_states(ticket=ticket.pk)}
    return [str(text) for text in texts_of(person, ticket.klass, ticket.item.code) if text.state in states]


def texts_at(person, place: str) -> list[str]:
    """The standard texts of a place that is no state of a ticket."""
    return [str(text) for text in texts_of(person, "any", "") if text.state == place]


def texts_of(person, klass: str, item: str) -> list[StandardText]:
    """What is offered to a person for an item, read once."""
    return person.standing.once(f"texts {klass} {item}", lambda: _texts(person=person.pk, klass=klass, item=item))


@replayed
def _states(*, ticket: int):
    return Part.objects.filter(ticket_id=ticket).order_by().values_list("state", flat=True)


@replayed
def _texts(*, person: int, klass: str, item: str):
    return StandardText.objects.offered(person, klass, item)


TEXTS = (texts_at,)
SUBJECTS = (
    Subject(
        "ticket",
        _("Ticket"),
        Ticket,
        "whistle_reporting:ticket_detail",
        photos=(Evidence, "ticket"),
        texts=texts_for,
        events={verb: step.label for verb, step in {**TICKET, **PART}.items()},
        told_to={"inspector": ("supervise",), "bureau_leader": ("supervise",)},
    ),
)


def due_today(at, people) -> dict[int, int]:
    """Parts whose deadline ends today, or has ended, by handler."""
    end = timezone.localtime(at).replace(hour=23, minute=59, second=59)
    parts = Part.objects.running().filter(due_at__lte=end, handler__isnull=False)
    mine = parts if people is None else parts.filter(handler__in=people)
    return dict(mine.order_by().values_list("handler").annotate(Count("pk")))


REMINDERS = (Reminder("tickets", _("Tickets due today or late: %(count)s"), due_today, "whistle_reporting:ticket_list", "?tab=mine"),)
