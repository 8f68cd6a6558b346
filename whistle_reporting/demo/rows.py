"""Writing the stories: rows at COPY speed, then everything derived from the events by the same statements as in life."""

import uuid

from haidian_policing.bulk import copy_in
from haidian_policing.sealing import seal
from whistle_reporting.actions.filing import CONTACT, PHONE
from whistle_reporting.choices import Phase
from whistle_reporting.models import Evidence, Extension, Part, PartEvent, Ticket, TicketEvent, Verdict
from whistle_reporting.sets.numbers import next_values, number_of, reserve
from whistle_reporting.sets.projection import replay

TICKET_COLUMNS = [
    "id",
    "number",
    "token",
    "revision",
    "source",
    "item",
    "klass",
    "state",
    "grid",
    "station",
    "street",
    "place",
    "description",
    "answers",
    "contact_sealed",
    "phone_sealed",
    "appointed_at",
    "phoned_at",
    "countersign_pending",
    "filed_by",
    "filed_at",
    "signed_off_by",
    "blown_at",
    "closed_at",
]
PART_COLUMNS = [
    "id",
    "ticket",
    "kind",
    "klass",
    "state",
    "station",
    "squad",
    "street",
    "grid",
    "outside_unit",
    "handler",
    "round",
    "bounces",
    "urged",
    "extensions_granted",
    "is_supervised",
    "is_paused",
    "extension_pending",
    "late_entry",
    "result",
    "opened_at",
    "due_clock",
    "due_provisional",
]
EVENT_COLUMNS = ["subject", "verb", "from_state", "to_state", "at", "actor", "note", "data"]
VERDICT_COLUMNS = ["part", "round", "came", "solved", "satisfied", "comment", "given_by", "given_at"]
EXTENSION_COLUMNS = [
    "part",
    "round",
    "state",
    "reason",
    "note",
    "asked_amount",
    "granted_amount",
    "asked_by",
    "asked_at",
    "decided_by",
    "decided_at",
]
EVIDENCE_COLUMNS = ["ticket", "part", "round", "phase", "file", "added_at"]
SURNAMES = "王李张刘陈杨赵黄周吴"


def write(stories, places) -> None:
    """All tickets, parts, events and records; then clocks, durations and flags from the events."""
    ticket_ids = reserve("whistle_reporting_ticket", len(stories))
    parts = [(ticket, story, part) for ticket, story in zip(ticket_ids, stories, strict=True) for part in story.parts]
    part_ids = reserve("whistle_reporting_part", len(parts))
    keyed = [(key, *row) for key, row in zip(part_ids, parts, strict=True)]
    numbers = zip(next_values(len(stories)), ticket_ids, stories, strict=True)
    copy_in(Ticket, TICKET_COLUMNS, (_ticket(order, key, story, places) for order, key, story in numbers))
    copy_in(Part, PART_COLUMNS, (_part(*row) for row in keyed))
    copy_in(TicketEvent, EVENT_COLUMNS, _events((key, story.ticket) for key, story in zip(ticket_ids, stories, strict=True)))
    copy_in(PartEvent, [*EVENT_COLUMNS, "internal"], ((*row, False) for row in _events((key, part) for key, _, _, part in keyed)))
    copy_in(Verdict, VERDICT_COLUMNS, (_verdict(key, row) for key, _, _, part in keyed for row in part.verdicts))
    copy_in(Extension, EXTENSION_COLUMNS, (_extension(key, row) for key, _, _, part in keyed for row in part.extensions))
    copy_in(Evidence, EVIDENCE_COLUMNS, _evidence(zip(ticket_ids, stories, strict=True), keyed, places))
    replay(part_ids)


def _events(lines):
    """In order of time, so that the newest event of a subject has its highest key."""
    rows = [(key, *event) for key, line in lines for event in line.events]
    rows.sort(key=lambda row: row[4])
    return (
        (key, verb, source, str(target), at, actor, note or data.get("result", ""), data)
        for key, verb, source, target, at, actor, note, data in rows
    )


def _ticket(order: int, key: int, story, places) -> tuple:
    rng, steps = places.rng, {event[0]: event for event in story.ticket.events}
    signed, closed = steps.get("sign_off"), steps.get("close")
    blown_at = story.blown_at if story.parts else None
    contact = seal(f"{rng.choice(SURNAMES)}主任", CONTACT), seal(f"138{rng.randrange(10**7, 10**8)}", PHONE)
    grid = story.grid
    return (
        key,
        number_of(order, story.filed_at),
        uuid.UUID(int=rng.getrandbits(128)),
        1,
        rng.choices(("whistle", "hotline_12345", "resident"), (6, 3, 1))[0],
        story.item.pk,
        story.item.klass,
        str(story.ticket.state),
        grid.pk,
        grid.station_id,
        grid.street_id,
        story.place,
        story.description,
        {},
        *contact,
        story.appointed_at,
        story.phoned_at,
        story.phoned_at is not None and not signed and closed is None,
        story.liaison,
        story.filed_at,
        story.leader if signed else None,
        blown_at,
        closed and closed[3],
    )


def _part(key: int, ticket: int, story, part) -> tuple:
    outside = part.kind == "outside_lead"
    grid = part.grid
    units = (None, None) if outside else (grid.station_id, grid.squad_id)
    unit = story.item.leading_unit if outside else ""
    place = (*units, grid.street_id, grid.pk, unit, part.handler)
    derived = (0, part.bounces, 0, 0, False, False, False, False, "")
    return key, ticket, str(part.kind), story.item.klass, str(part.state), *place, *derived, part.opened_at, "", False


def _verdict(key: int, row) -> tuple:
    round_, answers, comment, by, at = row
    return key, round_, answers["came"], answers["solved"], answers["satisfied"], comment, by, at


def _extension(key: int, row: dict) -> tuple:
    granted = row["amount"] if row["state"] == "granted" else None
    return key, 0, row["state"], row["reason"], "", row["amount"], granted, row["by"], row["at"], *row["decided"]


def _evidence(tickets, keyed, places):
    for key, story in tickets:
        if places.rng.random() < 0.7:
            yield key, None, 0, str(Phase.FILING), places.photo(False), story.filed_at
    for part_key, ticket, _story, part in keyed:
        for phase, round_, at in part.photos:
            yield ticket, part_key, round_, phase, places.photo(phase == "after"), at
