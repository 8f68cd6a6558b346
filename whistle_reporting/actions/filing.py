"""Writing a whistle: one draft per token, edits only over the revision that was read."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from grids.models import Grid
from haidian_policing.bulk import copy_in
from haidian_policing.files.photos import store_photo
from haidian_policing.sealing import seal
from haidian_policing.steps import Refusal
from whistle_reporting.choices import Phase
from whistle_reporting.models import Evidence, Item, Ticket, TicketEvent
from whistle_reporting.sets.numbers import next_numbers

CONTACT, PHONE = "ticket.contact", "ticket.phone"
FIRST = ("subject", "verb", "from_state", "to_state", "at", "actor", "note", "data")  # columns of an event
COLUMNS = ("place", "longitude", "latitude", "description", "answers", "appointed_at", "source")


def file(*, actor, at, token, item: Item, grid: Grid, photos=(), **written) -> Ticket:
    """Write a draft; the same token gives the same ticket back, also when two requests race.

    Raises Grid.DoesNotExist where the grid is out of the actor's reach for filing.
    """
    draft = {"token": token, "item": item, "grid": grid, "photos": photos, **written}
    filed, refused = file_many([draft], actor=actor, at=at)
    if refused:
        raise Grid.DoesNotExist(refused[0].reason)
    return filed[token]


@transaction.atomic
def file_many(drafts: Sequence[dict[str, Any]], *, actor, at) -> tuple[dict[UUID, Ticket], list[Refusal]]:
    """Write many drafts in as many statements as one; each gives `token` (UUID), `item`, `grid` and what a form would fill in.

    Returns the tickets by token, those filed before by this person as they are, and the refused drafts by their position.
    """
    wanted = Grid.objects.reachable_by(actor, "ticket.file").filter(pk__in={draft["grid"].pk for draft in drafts})
    reached = set(wanted.order_by().values_list("pk", flat=True))
    refused = [Refusal(n, _("This grid is not yours to file for.")) for n, draft in enumerate(drafts) if draft["grid"].pk not in reached]
    mine = {draft["token"]: draft for draft in drafts if draft["grid"].pk in reached}
    try:
        return _write(list(mine.values()), actor=actor, at=at), refused
    except IntegrityError:  # one of the tokens was sent before, or is being sent right now
        known = _filed_by(actor, mine)
        return known | _write(_without(mine, known), actor=actor, at=at), refused


def _filed_by(actor, tokens: Iterable[UUID]) -> dict[UUID, Ticket]:
    return {ticket.token: ticket for ticket in Ticket.objects.filter(token__in=list(tokens), filed_by=actor)}


def _without(drafts: dict[UUID, dict], known: dict[UUID, Ticket]) -> list[dict]:
    return [draft for token, draft in drafts.items() if token not in known]


@transaction.atomic
def _write(drafts: list[dict], *, actor, at) -> dict[UUID, Ticket]:
    """Tickets and their first events at COPY speed; an IntegrityError leaves nothing behind."""
    numbers = next_numbers(len(drafts), at) if drafts else []
    tickets = [
        Ticket(pk=pk, number=number, token=draft["token"], filed_by=actor, filed_at=at, **_columns(draft["item"], draft["grid"], draft))
        for (pk, number), draft in zip(numbers, drafts, strict=True)
    ]
    if tickets:
        fields = Ticket._meta.concrete_fields
        rows = (tuple(getattr(row, field.attname) for field in fields) for row in tickets)
        copy_in(Ticket, [field.name for field in fields], rows, savepoint=False)
        copy_in(TicketEvent, FIRST, ((row.pk, "file", "", row.state, at, actor.pk, "", {}) for row in tickets), savepoint=False)
    for ticket, draft in zip(tickets, drafts, strict=True):
        attach(ticket, draft.get("photos", ()), phase=Phase.FILING, actor=actor, at=at)
    return {ticket.token: ticket for ticket in tickets}


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
    if not photos:
        return
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
