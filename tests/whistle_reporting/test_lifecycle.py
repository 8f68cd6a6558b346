"""The two tables: every state and verb, who may, and the documentation that is made from them."""

import os

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from tests.whistle_reporting.conftest import PATHS, photo
from whistle_reporting import actions
from whistle_reporting.choices import PartState, TicketState
from whistle_reporting.lifecycle import PART, TICKET
from whistle_reporting.models import Part, PartEvent, Reason, Ticket
from whistle_reporting.rules import PART_CONDITIONS, PART_RULES, TICKET_CONDITIONS, TICKET_RULES
from whistle_reporting.sets.projection import COLUMNS, last_states, replay

DOCUMENT = settings.BASE_DIR / "docs" / "lifecycle.md"
ROLES = (
    "liaison",
    "street_leader",
    "duty_officer",
    "officer",
    "captain",
    "chief",
    "aide",
    "clerk",
    "performance",
    "inspector",
    "bureau_leader",
)
LEAVES_ALONE = {"came": "yes", "solved": "yes", "satisfied": "fair", "effect": "holds", "amount": 1, "note": "说明", "result": "结果"}


def given_for(desk, step) -> dict:
    """Everything that a step needs."""
    values = LEAVES_ALONE | {
        "handler": desk.cast.officer,
        "after_photo": [photo()],
        "return_reason": Reason.objects.get(code="other_station"),
        "extension_reason": Reason.objects.get(kind="extension", code="joint"),
        "pending_reason": Reason.objects.get(kind="pending", code="budget"),
    }
    return {name: values[name] for name in step.needs}


def test_every_state_can_be_reached():
    assert TICKET.reachable() == set(TicketState)
    assert PART.reachable() == set(PartState)


def test_every_row_names_known_states_rules_and_columns():
    for lifecycle, rules, conditions in ((PART, PART_RULES, PART_CONDITIONS), (TICKET, TICKET_RULES, TICKET_CONDITIONS)):
        assert set(rules) <= set(lifecycle)
        assert {name for names in rules.values() for name in names} <= set(conditions)
        for step in lifecycle.values():
            assert step.sources <= set(lifecycle.states) and step.target in (None, *lifecycle.states)
    assert set(COLUMNS) <= set(PART)


@pytest.mark.django_db
@pytest.mark.parametrize("state", PATHS)
def test_each_verb_leaves_each_state_only_as_the_table_says(desk, state):
    """All verbs from one state, by people who may: allowed ones move to the target, the others are refused and change nothing."""
    part = desk.brought_to(state)
    actor = {"ticket.handle": "officer", "ticket.judge": "liaison", "ticket.rule": "bureau_leader", "ticket.sign_off": "street_leader"}
    for step in PART.values():
        role = actor.get(step.may, "inspector" if step.may == "ticket.supervise" else "chief")
        with transaction.atomic():
            moved, refused = actions.advance(
                Part.objects.filter(pk=part.pk), step.verb, actor=desk.person(role), at=desk.at, **given_for(desk, step)
            )
            now = Part.objects.get(pk=part.pk).state
            allowed = state in step.sources and not refused
            assert now == (step.target or state if allowed else state), step.verb
            assert bool(moved) == allowed and (bool(refused) or allowed)
            if state not in step.sources:
                assert not moved and refused[0].reason
            transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_a_role_takes_only_the_steps_of_its_capabilities(desk, role):
    person = desk.person(role)
    part = desk.part()
    for step in PART.values():
        reached = Part.objects.reachable_by(person, step.may).filter(pk=part.pk).exists()
        assert not reached or step.may in person.standing.capabilities
        with transaction.atomic():
            moved, refused = actions.advance(Part.objects.filter(pk=part.pk), step.verb, actor=person, at=desk.at, **given_for(desk, step))
            assert reached or (not moved and not refused), f"{step.verb} looks absent to {role}"
            transaction.set_rollback(True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.requirement("R52")
@pytest.mark.parametrize(
    "statement", ["UPDATE whistle_reporting_part SET state = 'closed'", "UPDATE whistle_reporting_ticket SET state = 'withdrawn'"]
)
def test_no_state_changes_without_its_event(desk, statement):
    desk.part()
    with pytest.raises(DatabaseError, match="without an event"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db
def test_events_only_grow(desk):
    desk.part()
    for statement in ("UPDATE whistle_reporting_partevent SET note = 'x'", "DELETE FROM whistle_reporting_ticketevent"):
        with pytest.raises(DatabaseError, match="only grows"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


@pytest.mark.django_db
def test_states_and_clocks_are_rebuilt_from_events(desk):
    for state in PATHS:
        desk.brought_to(state, "P05" if state in ("done", "closed") else "Z01")
    part = desk.brought_to("rectifying")
    desk.act(part, "suspend", "captain", pending_reason=Reason.objects.get(kind="pending", code="budget"), note="待资金")
    desk.later(hours=30)
    desk.act(part, "resume", "captain")
    desk.act(part, "ask_extension", "officer", extension_reason=Reason.objects.get(kind="extension", code="joint"), amount=2, note="等")
    desk.act(part, "grant_extension", "street_leader", amount=2)
    desk.act(part, "report_done", "officer", result="好了", after_photo=[photo()])
    desk.act(part, "reopen", "liaison", came="yes", solved="no", satisfied="not", note="反弹")
    PartEvent.objects.create(subject=part, verb="remark", to_state=part.state, at=desk.at, note="从前的备注")
    before = picture()
    keys = list(Part.objects.values_list("pk", flat=True))
    assert last_states(keys) == dict(Part.objects.values_list("pk", "state"))
    replay(keys)
    assert picture() == before


def picture() -> tuple:
    """Everything derived, without the keys of clocks."""
    clocks = Part._meta.get_field("clocks").related_model
    columns = [field.attname for field in clocks._meta.fields if field.attname != "id"]
    parts = list(Part.objects.order_by("pk").values())
    return (
        parts,
        list(clocks.objects.order_by("part", "kind", "round").values(*columns)),
        list(Ticket.objects.order_by("pk").values("pk", "due_at")),
    )


def test_the_documentation_shows_the_tables_as_they_are():
    """WRITE_LIFECYCLE=1 writes it anew."""
    if os.environ.get("WRITE_LIFECYCLE"):
        DOCUMENT.write_text(document())
    assert DOCUMENT.read_text() == document()


def document() -> str:
    text = ["# The life of a ticket and of its parts", "", "Made from `whistle_reporting/lifecycle.py` by its test; do not edit."]
    for title, lifecycle in (("Ticket", TICKET), ("Part", PART)):
        text += ["", f"## {title}", "", "```mermaid", lifecycle.diagram(), "```", ""]
        text += ["| verb | from | to | may | needs | accepts | stops | starts |", "|---|---|---|---|---|---|---|---|"]
        text += [row(step) for step in lifecycle.values()]
    return "\n".join(text) + "\n"


def row(step) -> str:
    cells = (step.sources, {step.target or "(stays)"}, {step.may}, step.needs, step.accepts, step.stops, step.starts)
    return f"| {step.verb} | " + " | ".join(", ".join(sorted(map(str, cell))) or "-" for cell in cells) + " |"


@pytest.mark.django_db
def test_each_event_says_who_when_from_where_to_where(desk):
    part = desk.brought_to("signed")
    event = PartEvent.objects.get(subject=part, verb="sign_for")
    assert (event.actor, event.from_state, event.to_state) == (desk.cast.duty_officer, "dispatched", "signed")
