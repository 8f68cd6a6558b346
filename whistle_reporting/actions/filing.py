"""Writing a whistle: one draft per token, edits only over the revision that was read."""

from django.db import IntegrityError, transaction
from django.db.models import F

from grids.models import Grid
from haidian_policing.files.photos import store_photo
from haidian_policing.sealing import seal
from whistle_reporting.choices import Phase
from whistle_reporting.models import Evidence, Item, Ticket, TicketEvent
from whistle_reporting.sets.numbers import next_number

CONTACT, PHONE = "ticket.contact", "ticket.phone"
COLUMNS = ("place", "longitude", "latitude", "description", "answers", "appointed_at", "source")


def file(*, actor, at, token, item: Item, grid: Grid, photos=(), **written) -> Ticket:
    """Write a draft; the same token gives the same ticket back, also when two requests race.

    Raises Grid.DoesNotExist where the grid is out of the actor's reach for filing.
    """
    Grid.objects.reachable_by(actor, "ticket.file").get(pk=grid.pk)
    if known := Ticket.objects.filter(token=token, filed_by=actor).first():
        return known
    try:
        return _write(actor=actor, at=at, token=token, item=item, grid=grid, photos=photos, written=written)
    except IntegrityError:
        return Ticket.objects.get(token=token, filed_by=actor)


@transaction.atomic
def _write(*, actor, at, token, item, grid, photos, written) -> Ticket:
    ticket = Ticket(number=next_number(at), token=token, filed_by=actor, filed_at=at, **_columns(item, grid, written))
    Ticket.objects.bulk_create([ticket])
    TicketEvent.objects.create(subject=ticket, verb="file", to_state=ticket.state, at=at, actor=actor)
    attach(ticket, photos, phase=Phase.FILING, actor=actor, at=at)
    return ticket


@transaction.atomic
def amend(ticket: Ticket, *, actor, at, revision: int, item: Item, grid: Grid, photos=(), **written) -> bool:
    """Change a draft; False where somebody changed it since that revision or it is no draft any more."""
    Grid.objects.reachable_by(actor, "ticket.file").get(pk=grid.pk)
    mine = Ticket.objects.reachable_by(actor, "ticket.file").filter(pk=ticket.pk, state="draft", revision=revision)
    if not mine.update(revision=F("revision") + 1, **_columns(item, grid, written)):
        return False
    TicketEvent.objects.create(subject=ticket, verb="amend", from_state="draft", to_state="draft", at=at, actor=actor)
    attach(ticket, photos, phase=Phase.FILING, actor=actor, at=at)
    return True


def _columns(item: Item, grid: Grid, written: dict) -> dict:
    columns = {name: written[name] for name in COLUMNS if name in written}
    for name, purpose in (("contact", CONTACT), ("phone", PHONE)):
        if name in written:
            columns[f"{name}_sealed"] = seal(written[name], purpose) if written[name] else None
    return columns | {"item": item, "klass": item.klass, "grid": grid, "station_id": grid.station_id, "street_id": grid.street_id}


def attach(ticket: Ticket | None, photos, *, phase: str, actor, at, parts=()) -> None:
    """Keep photos as evidence of the ticket, or of each of the parts given."""
    stored = [store_photo(photo, actor=actor, at=at) for photo in photos]
    rows = [
        Evidence(
            ticket_id=part.ticket_id if part else ticket.pk if ticket else None,
            part=part,
            round=part.round if part else 0,
            phase=phase,
            file=f,
            added_at=at,
        )
        for f in stored
        for part in (parts or [None])
    ]
    Evidence.objects.bulk_create(rows)
