"""The ticket list: a tab for what waits for this person, conditions, columns, and steps for several tickets at once."""

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from haidian_policing.access.standing import may
from haidian_policing.lists import cells
from haidian_policing.lists.columns import Column, Value
from haidian_policing.lists.declaration import Bulk, Link, List, Tab
from haidian_policing.steps import Refusal
from whistle_reporting import actions
from whistle_reporting.filters import TicketFilter
from whistle_reporting.lifecycle import PART
from whistle_reporting.lists import tabs
from whistle_reporting.lists.rows import COLUMNS, told
from whistle_reporting.models import CatalogueVersion, Part, Ticket
from whistle_reporting.sets import sheets


def each_part(verb: str):
    """The step for the open police parts of tickets; refusals speak of the tickets."""

    def act(tickets, *, actor, at, note):
        parts = Part.objects.filter(ticket__in=tickets.values("pk")).of_police().open()
        ticket_of = dict(parts.values_list("pk", "ticket"))
        given = {"note": note} if note and "note" in PART[verb].fields else {}
        moved, refused = actions.advance(Part.objects.filter(pk__in=ticket_of), verb, actor=actor, at=at, **given)
        without = set(tickets.values_list("pk", flat=True)) - set(ticket_of.values())
        closed = [Refusal(pk, gettext("No police part is open.")) for pk in sorted(without)]
        return {ticket_of[pk] for pk in moved}, [Refusal(ticket_of[row.pk], row.reason) for row in refused] + closed

    step = PART[verb]
    return Bulk(verb, step.label, step.may, act, needs_note="note" in step.needs, primary=verb == "sign_for")


def _state(row) -> str:
    return cells.badge(row["state_label"], row["tone"]) + cells.marks(row["marks"])


def _item(row) -> str:
    code = Markup('<span class="muted" title="%s">%s</span> %s') % (row["klass_label"], row["item__code"], row["item"])
    return code + cells.sub(f"{row['place']} · {row['outside']}" if row["outside"] else row["place"])


def _due(row):
    return row["deadline"] and row["deadline"]["due"]


class TicketList(List):
    code = "tickets"
    page = "whistle_reporting:ticket_list"
    label = _("Whistle and report")
    model = Ticket
    filterset = TicketFilter
    may = "ticket.view"
    fields = COLUMNS
    href = "whistle_reporting:ticket_detail"
    above = "whistle_reporting/ticket_above.html"
    empty = (_("No ticket here"), _("Nothing fits this view and these conditions."))
    columns = (
        Column("number", _("Number"), "mono", sort="pk", title=True, width=22),
        Column(
            "state_label",
            _("State"),
            "state",
            draw=_state,
            sheet=(Value(_("State"), lambda row: row["state_label"], "state", key="state_label"),),
        ),
        Column(
            "due",
            _("Deadline"),
            sort="due_at",
            blank=True,
            draw=lambda row: cells.deadline(row["deadline"]),
            sheet=(Value(_("Deadline"), lambda row: row["due_at"], "datetime", 17, key="due_at"),),
        ),
        Column(
            "item",
            _("Item and place"),
            draw=_item,
            sheet=(
                Value(_("Item"), lambda row: f"{row['item__code']} {row['item']}", width=28, key="code and item"),
                Value(_("Place"), lambda row: row["place"], width=28, key="place"),
                Value(_("Outside unit"), lambda row: row["outside"], key="outside"),
            ),
        ),
        Column("grid", _("Grid"), below="station", below_label=_("Station")),
        Column("handler", _("Handler")),
        Column("filed_at", _("Filed"), "datetime", sort="filed_at", width=17),
        Column("street", _("Street"), shown=False),
        Column("klass_label", _("Class"), shown=False),
        Column("source_label", _("Source"), shown=False),
    )
    actions = tuple(each_part(verb) for verb in ("sign_for", "urge", "supervise"))

    def read(self, queryset, extra=()):
        """The keys of a page are found before anything is joined: of twenty thousand that hold a word fifty are read."""
        if queryset.query.is_sliced:
            queryset = Ticket.objects.filter(pk__in=queryset.values("pk")).order_by(*queryset.query.order_by)
        return super().read(queryset, extra)

    def told(self, rows, at):
        return told(rows, at)

    def in_sql(self, many=False):
        return sheets.cells(), sheets.joins(many)

    def tabs(self, person):
        totals = tabs.counts(person)
        return [Tab(tab.code, tab.label, totals[tab.code]) for tab in tabs.tabs_of(person)] + [Tab(tabs.ALL.code, tabs.ALL.label)]

    def tab_of(self, person, data):
        """Conditions without a tab look everywhere; otherwise what waits comes first."""
        return tabs.ALL.code if self.narrows(data) and "tab" not in data else tabs.tab_of(person, data.get("tab", "")).code

    def in_tab(self, queryset, person, code):
        return queryset if code == tabs.ALL.code else queryset.filter(tabs.tab_of(person, code).holds(person))

    def links(self, person):
        new = Link(_("Write a whistle"), reverse("whistle_reporting:ticket_new"), "pencil", primary=True, key="n")
        return [new] if may(person, "ticket.file") else []

    def context(self, request):
        files = may(request.user, "ticket.file")
        return {"unapproved": files and CatalogueVersion.objects.filter(approved_at=None, ends=None).exists()}


TICKETS = TicketList()
