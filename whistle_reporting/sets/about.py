"""What belongs to one ticket, for whoever sees the ticket: asked with every look at it, so put together once."""

from collections import defaultdict
from collections.abc import Iterable

from haidian_policing.replay import replayed
from whistle_reporting.models import Clock, Evidence, Extension, Part, PartEvent, Ticket, TicketEvent, Verdict


@replayed
def ticket(*, key: int):
    return Ticket.objects.filter(pk=key).select_related("item__version", "grid", "station", "street", "filed_by", "signed_off_by")


@replayed
def parts(*, ticket: int):
    """The police's before the outside unit's."""
    return Part.objects.filter(ticket_id=ticket).police_first().select_related("station", "squad", "handler", "return_reason")


@replayed
def parts_in_full(*, keys: list[int]):
    """Those with these keys, each with its ticket."""
    return Part.objects.filter(pk__in=keys).order_by().select_related("ticket__item", "ticket__grid", "station", "handler")


@replayed
def clocks(*, parts: list[int]):
    return Clock.objects.filter(part__in=parts).select_related("calendar_version")


@replayed
def extensions(*, parts: list[int]):
    return Extension.objects.filter(part__in=parts).select_related("reason")


@replayed
def verdicts(*, parts: list[int]):
    return Verdict.objects.filter(part__in=parts)


@replayed
def photos(*, ticket: int):
    return Evidence.objects.filter(ticket_id=ticket).select_related("file")


@replayed
def ticket_events(*, ticket: int):
    return TicketEvent.objects.filter(subject_id=ticket).select_related("actor")


@replayed
def part_events(inside: bool, *, parts: list[int]):
    """With the internal notes, or without."""
    told = PartEvent.objects.filter(subject__in=parts).select_related("actor")
    return told if inside else told.filter(internal=False)


def of_parts(rows: Iterable) -> dict[int, list]:
    """Rows by the part that they belong to."""
    found = defaultdict(list)
    for row in rows:
        found[row.part_id].append(row)
    return found
