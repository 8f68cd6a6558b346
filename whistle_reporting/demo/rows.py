"""Writing the stories of a month: what the events say, and what follows from them, as rows at COPY speed."""

import uuid

from haidian_policing.bulk import copy_in
from haidian_policing.organisation.defaults import names
from haidian_policing.sealing import seal
from whistle_reporting.actions.filing import CONTACT, PHONE
from whistle_reporting.choices import OPEN_STATES, Phase, Source
from whistle_reporting.demo.projection import Projected
from whistle_reporting.models import Clock, Evidence, Extension, Part, PartEvent, Ticket, TicketEvent, Verdict
from whistle_reporting.sets.numbers import next_values, number_of, reserve

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
    "due_at",
    "reach",
]
PROJECTED = (
    *("round", "urged", "extensions_granted", "is_supervised", "is_paused", "extension_pending", "late_entry", "result", "return_reason"),
    *("signed_at", "assigned_at", "arrived_at", "done_at", "closed_at", "total_minutes"),
)
TIMED = ("receipt", "arrival", "disposal")
PART_COLUMNS = [
    *("id", "ticket", "kind", "klass", "state", "station", "squad", "street", "grid", "outside_unit", "handler", "bounces", "opened_at"),
    *PROJECTED,
    *(f"{kind}_minutes" for kind in TIMED),
    *(f"{kind}_in_time" for kind in TIMED),
    *("due_at", "due_clock", "due_provisional"),
]
TICKING = (
    *("round", "amount", "unit", "started_at", "first_due_at", "due_at", "is_provisional", "paused_at", "minutes_paused", "extended_by"),
    *("stopped_at", "minutes_used", "in_time", "entries"),
)
CLOCK_COLUMNS = ["part", "kind", "calendar_version", *TICKING]
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
SURNAMES = "王李张刘陈杨赵孙周吴马高郭徐"
CALLED = {True: ("主任", "科长", "书记", "队长"), False: ("女士", "先生", "师傅", "阿姨")}
FIRST_PHONE = 2_000_000  # far from all others


def write(stories, places) -> None:
    """All tickets, parts, events and records of these stories, in the order given."""
    ticket_ids = reserve("whistle_reporting_ticket", len(stories))
    parts = [(ticket, story, part) for ticket, story in zip(ticket_ids, stories, strict=True) for part in story.parts]
    part_ids = reserve("whistle_reporting_part", len(parts))
    for key, (ticket, story, part) in zip(part_ids, parts, strict=True):
        part.key, part.ticket = key, ticket
        part.projected = Projected(part, story.item, places.rules[story.item.klass], places.calendar, story.appointed_at)
    lines = [(story, part) for _ticket, story, part in parts]
    numbers = zip(next_values(len(stories)), ticket_ids, stories, strict=True)
    copy_in(Ticket, TICKET_COLUMNS, (_ticket(order, key, story, places) for order, key, story in numbers))
    copy_in(Part, PART_COLUMNS, (_part(*line) for line in lines))
    copy_in(TicketEvent, EVENT_COLUMNS, _events((key, story.ticket) for key, story in zip(ticket_ids, stories, strict=True)))
    copy_in(PartEvent, [*EVENT_COLUMNS, "internal"], ((*row, False) for row in _events((part.key, part) for _, part in lines)))
    copy_in(Clock, CLOCK_COLUMNS, (_clock(part.key, clock) for _, part in lines for clock in part.projected.clocks))
    copy_in(Verdict, VERDICT_COLUMNS, (_verdict(part.key, row) for _, part in lines for row in part.verdicts))
    copy_in(Extension, EXTENSION_COLUMNS, (_extension(part.key, row) for _, part in lines for row in part.extensions))
    copy_in(Evidence, EVIDENCE_COLUMNS, _evidence(zip(ticket_ids, stories, strict=True), lines, places))


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
    called = f"{rng.choice(SURNAMES)}{rng.choice(CALLED[story.source == Source.WHISTLE])}"
    contact = seal(called, CONTACT), seal(names.phone(FIRST_PHONE + order), PHONE)
    grid = story.grid
    return (
        key,
        number_of(order, story.filed_at),
        uuid.UUID(int=rng.getrandbits(128)),
        1,
        story.source,
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
        story.blown_at if story.parts else None,
        closed and closed[3],
        min((part.projected.next_clock.due_at for part in story.parts if _runs(part)), default=None),
        _reach(story.parts),
    )


def _reach(parts) -> list[str]:
    """What the trigger on parts would write, which so finds nothing left to do."""
    police = [part.grid for part in parts if part.kind != "outside_lead"]
    keys = {("u", grid.station_id) for grid in police} | {("u", grid.squad_id) for grid in police}
    keys |= {("g", part.grid.pk) for part in parts} | {("p", part.projected.handler) for part in parts}
    return sorted(f"{kind}{key}" for kind, key in keys if key)


def _runs(part) -> bool:
    """Whether a ticket's deadline may be this part's."""
    return part.state in OPEN_STATES and not part.projected.is_paused and part.projected.next_clock is not None


def _part(story, part) -> tuple:
    outside, grid, facts = part.kind == "outside_lead", part.grid, part.projected
    units = (None, None) if outside else (grid.station_id, grid.squad_id)
    unit = story.item.leading_unit if outside else ""
    start = (part.key, part.ticket, str(part.kind), story.item.klass, str(part.state), *units, grid.street_id, grid.pk, unit)
    due = facts.next_clock
    return (
        *start,
        facts.handler,
        part.bounces,
        part.opened_at,
        *(getattr(facts, name) for name in PROJECTED),
        *(facts.minutes(kind) for kind in TIMED),
        *(facts.in_time(kind) for kind in TIMED),
        *((due.due_at, due.kind, due.is_provisional) if due else (None, "", False)),
    )


def _clock(part: int, clock) -> tuple:
    return part, clock.kind, clock.calendar.version, *(getattr(clock, name) for name in TICKING)


def _verdict(key: int, row) -> tuple:
    round_, answers, comment, by, at = row
    return key, round_, answers["came"], answers["solved"], answers["satisfied"], comment, by, at


def _extension(key: int, row: dict) -> tuple:
    granted = row["amount"] if row["state"] == "granted" else None
    return key, 0, row["state"], row["reason"], "", row["amount"], granted, row["by"], row["at"], *row["decided"]


def _evidence(tickets, lines, places):
    for key, story in tickets:
        if places.rng.random() < 0.7:
            yield key, None, 0, str(Phase.FILING), places.photo(False), story.filed_at
    for _story, part in lines:
        for phase, round_, at in part.photos:
            yield part.ticket, part.key, round_, phase, places.photo(phase == "after"), at
