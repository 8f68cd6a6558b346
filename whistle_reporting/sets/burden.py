"""Load data of the tickets: copies of closed ones as earlier years would have left them, with all that is kept beside them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Max

from haidian_policing.bulk.copies import LABEL, Pattern, copy, pattern, turns
from haidian_policing.bulk.unguarded import unguarded
from whistle_reporting.models import Clock, Evidence, Extension, Part, PartEvent, Ticket, TicketEvent, Verdict

ORIGINAL = f"number NOT LIKE '{LABEL}%' AND state = 'closed' AND NOT countersign_pending"
PARTS = f"ticket_id IN (SELECT id FROM whistle_reporting_ticket WHERE {ORIGINAL})"
TICKET = "JOIN copied_tickets ON copied_tickets.id = old.{column}"
PART = "JOIN copied_parts ON copied_parts.id = old.{column}"
OF_PART = "JOIN whistle_reporting_part p ON p.id = old.{column} JOIN copied_tickets ON copied_tickets.id = p.ticket_id"
LOADED = (Ticket, TicketEvent, Part, PartEvent, Clock, Verdict, Extension, Evidence)
REACH = "ALTER TABLE whistle_reporting_part {} TRIGGER reach_of_new_parts"
PIECE = 50_000


@contextmanager
def loading() -> Iterator[None]:
    """Tickets and parts unguarded; the reach of the tickets, which a trigger keeps by the parts of each, is seen to once at the end."""
    with transaction.atomic(), connection.cursor() as cursor:
        before = Ticket.objects.aggregate(key=Max("pk"))["key"] or 0
        cursor.execute(REACH.format("DISABLE"))
        with unguarded(*LOADED):
            yield
        cursor.execute(REACH.format("ENABLE"))
        newest = Ticket.objects.aggregate(key=Max("pk"))["key"] or 0
        for first in range(before + 1, newest + 1, PIECE):
            cursor.execute("SELECT ticket_reach(ARRAY(SELECT generate_series(%s, %s)))", [first, first + PIECE - 1])


def load(number: int, progress: Callable[[int, int], None]) -> int:
    """So many more tickets, whose number, place and description begin with the label; returns how many came."""
    first = Ticket.objects.filter(number__startswith=LABEL).count()
    rounds = list(turns(number, Ticket.objects.filter(state="closed", countersign_pending=False).count() - first))
    done = 0
    with loading():
        tickets = pattern(Ticket, "copied_tickets", ORIGINAL, len(rounds))
        parts = pattern(Part, "copied_parts", PARTS, len(rounds))
        for turn, some in rounds:
            done += _tickets(tickets, turn, some, first + done)
            _parts(tickets, parts, turn, some)
            progress(done, number)
    return done


def _tickets(tickets: Pattern, turn: int, some: int, before: int) -> int:
    within = f"copied_tickets.place < {some}"
    told = {
        "id": tickets.key(turn),
        "number": f"'{LABEL}' || lpad(({before + 1} + copied_tickets.place)::text, 9, '0')",
        "token": "gen_random_uuid()",
        "place": f"left('{LABEL} ' || old.place, 120)",
        "description": f"'{LABEL}：' || old.description",
    }
    made = copy(Ticket, TICKET.format(column="id"), within, told, turn)
    copy(TicketEvent, TICKET.format(column="subject_id"), within, {"subject_id": tickets.key(turn), "transaction": ""}, turn)
    return made


def _parts(tickets: Pattern, parts: Pattern, turn: int, some: int) -> None:
    within, ticket, part = f"copied_tickets.place < {some}", tickets.key(turn), parts.key(turn)
    both = PART.format(column="id") + " " + TICKET.format(column="ticket_id")
    copy(Part, both, within, {"id": part, "ticket_id": ticket}, turn)
    events = f"{PART.format(column='subject_id')} {OF_PART.format(column='subject_id')}"
    copy(PartEvent, events, within, {"subject_id": part, "transaction": ""}, turn)
    beside = f"{PART.format(column='part_id')} {OF_PART.format(column='part_id')}"
    for model in (Clock, Verdict, Extension):
        copy(model, beside, within, {"part_id": part}, turn)
    photos = f"{TICKET.format(column='ticket_id')} LEFT {PART.format(column='part_id')}"
    copy(Evidence, photos, within, {"ticket_id": ticket, "part_id": part}, turn)
