"""Steps of tickets: sign-off makes the parts and starts their clocks, recall ends them."""

from django.db import transaction
from django.db.models import Max

from grids.models import Grid
from haidian_policing.steps import Refusal, take
from whistle_reporting.actions.parts import advance
from whistle_reporting.choices import OPEN_STATES, ItemRole, PartKind
from whistle_reporting.lifecycle import TICKET
from whistle_reporting.models import Part, PartEvent, Ticket
from whistle_reporting.notices import tell_of_parts, tell_of_tickets
from whistle_reporting.rules import TICKET_CONDITIONS, TICKET_RULES, blocked
from whistle_reporting.sets.projection import follow


@transaction.atomic
def advance_ticket(tickets, verb: str, *, actor, at, seen: str | None = None, **given) -> tuple[dict[int, str], list[Refusal]]:
    """Take one step for every ticket that may take it; the rest come back with the reason."""
    step = TICKET[verb]
    mine = Ticket.objects.filter(pk__in=tickets.reachable_by(actor, step.may).order_by().values("pk"))
    list(mine.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
    able = mine.filter(state__in=step.sources)
    held_up = {} if step.missing(given) else blocked(able, TICKET_CONDITIONS, TICKET_RULES.get(verb, ()), actor)
    if verb == "redirect" and given.get("grid"):
        Grid.objects.reachable_by(actor, "ticket.sign_off").get(pk=given["grid"].pk)
    free = tickets.exclude(pk__in=held_up)
    moved, refused = take(
        free, step, actor=actor, at=at, seen=seen, given=given, changes=_changes(verb, actor, at, given), event=_event(given)
    )
    if moved and verb in AFTER:
        AFTER[verb](sorted(moved), actor, at, given)
    tell_of_tickets(verb, sorted(moved), at, actor=actor)
    return moved, refused + [Refusal(pk, words) for pk, words in held_up.items()]


def _event(given: dict) -> dict:
    data = {"grid": given["grid"].pk} if given.get("grid") else {}
    return {"note": given.get("note", ""), "data": data | ({"phoned_at": given["phoned_at"].isoformat()} if given.get("phoned_at") else {})}


def _changes(verb: str, actor, at, given: dict) -> dict:
    """The columns that a step sets beside the state."""
    return {
        "sign_off": {"signed_off_by": actor, "blown_at": at},
        "blow_first": {"phoned_at": given.get("phoned_at"), "blown_at": given.get("phoned_at"), "countersign_pending": True},
        "countersign": {"signed_off_by": actor, "countersign_pending": False},
        "redirect": _place(given.get("grid")),
        "close": {"closed_at": at, "due_at": None},
        "close_over": {"closed_at": at, "due_at": None},
        "recall": {"due_at": None},
    }.get(verb, {})


def _place(grid: Grid | None) -> dict:
    return {"grid": grid, "station_id": grid.station_id, "street_id": grid.street_id} if grid else {}


def _blow(tickets: list[int], actor, at, given) -> None:
    """One part for the grid's station and, where another leads, one for the unit outside; then their clocks."""
    rows = list(Ticket.objects.filter(pk__in=tickets).select_related("item", "grid"))
    parts = [part for ticket in rows for part in _parts_of(ticket, given.get("phoned_at") or at)]
    Part.objects.bulk_create(parts)
    late = {"happened_at": given["phoned_at"].isoformat()} if given.get("phoned_at") else {}
    PartEvent.objects.bulk_create(
        PartEvent(subject=part, verb="blow", to_state=part.state, at=at, actor=actor, note=given.get("note", ""), data=late)
        for part in parts
    )
    keys = [part.pk for part in parts]
    tell_of_parts("blow", follow("blow", keys), [part for part in parts if part.station_id], at=at, actor=actor)


def _parts_of(ticket: Ticket, opened_at) -> list[Part]:
    leads = ticket.item.role == ItemRole.LEAD
    parts = [police_part(ticket, PartKind.LEAD if leads else PartKind.COOPERATE, opened_at)]
    if not leads:
        parts.append(
            Part(
                ticket=ticket,
                kind=PartKind.OUTSIDE_LEAD,
                klass=ticket.klass,
                street_id=ticket.street_id,
                grid_id=ticket.grid_id,
                outside_unit=ticket.item.leading_unit,
                opened_at=opened_at,
            )
        )
    return parts


def police_part(ticket: Ticket, kind: str, opened_at, bounces: int = 0) -> Part:
    return Part(
        ticket=ticket,
        kind=kind,
        klass=ticket.klass,
        station_id=ticket.grid.station_id,
        squad_id=ticket.grid.squad_id,
        street_id=ticket.street_id,
        grid_id=ticket.grid_id,
        opened_at=opened_at,
        bounces=bounces,
    )


def _redirect(tickets: list[int], actor, at, given) -> None:
    """A fresh part at the new grid's station; it carries how often the ticket was returned."""
    parts = []
    for ticket in Ticket.objects.filter(pk__in=tickets).select_related("item", "grid"):
        earlier = ticket.parts.filter(station__isnull=False)
        bounces = earlier.aggregate(most=Max("bounces"))["most"] + earlier.filter(state="returned").exists()
        kind = PartKind.LEAD if ticket.item.role == ItemRole.LEAD else PartKind.COOPERATE
        parts.append(police_part(ticket, kind, at, bounces=bounces))
    Part.objects.bulk_create(parts)
    PartEvent.objects.bulk_create(
        PartEvent(subject=part, verb="blow", to_state=part.state, at=at, actor=actor, note=given["note"]) for part in parts
    )
    tell_of_parts("blow", follow("blow", [part.pk for part in parts]), parts, at=at, actor=actor)


def _recall(tickets: list[int], actor, at, given) -> None:
    advance(Part.objects.filter(ticket__in=tickets, state__in=OPEN_STATES), "cancel", actor=actor, at=at, note=given["note"])


AFTER = {"sign_off": _blow, "blow_first": _blow, "redirect": _redirect, "recall": _recall}
