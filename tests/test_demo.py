"""The demonstration as a whole: what it refuses, the numbers of the whole district, the same seed, load data that says what it is."""

import hashlib
from collections import Counter
from datetime import date, datetime
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from grids import demo as grids_demo
from grids.choices import COUNTED_CHIEFS
from grids.demo.draws import ALL_LOGS
from grids.demo.people import MOST_BRANCHES, _of_street
from grids.models import Assignment, RoadChief, TaskLog, TaskLogEvent
from haidian_policing.bulk import copy_in, unguarded
from haidian_policing.demonstration import World
from haidian_policing.jobs.actions import tell
from haidian_policing.jobs.models import OutboxMessage
from haidian_policing.organisation import defaults
from haidian_policing.organisation import demo as organisation_demo
from haidian_policing.organisation.demo.strength import ALL_OFFICERS, GROUP_OF, strengths
from haidian_policing.roof.management.commands import demo
from teams.demo.rosters import ALL_GRIDS, ALL_TEAMS
from whistle_reporting import demo as tickets_demo
from whistle_reporting.demo.plan import counts
from whistle_reporting.models import Clock, Part, PartEvent, Ticket
from whistle_reporting.sets.projection import last_states
from workstations import defaults as sites
from workstations.demo.sites import progress_of

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 18)
NOBODY_TOLD = lambda done, total: None  # noqa: E731  a progress bar that nobody looks at


@pytest.fixture
def afternoon(monkeypatch):
    at = datetime(2026, 11, 18, 15, 0, tzinfo=timezone.get_current_timezone())
    monkeypatch.setattr(timezone, "now", lambda: at)


def small() -> None:
    for floor in (organisation_demo, grids_demo):
        floor.load(World(0.1, 1, TODAY, 0), NOBODY_TOLD)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"scale": 0.0}, "share of the whole district"),
        ({"scale": 1.5}, "share of the whole district"),
        ({"months": 13}, "at most 12"),
        ({"tickets": -1}, "at least 1, at most 1,000,000"),
        ({"task_logs": 10_000_001}, "at most 10,000,000"),
    ],
)
def test_a_wrong_number_is_refused_in_plain_words(options, words):
    with pytest.raises(CommandError, match=words):
        call_command("demo", **options)


def test_people_are_never_loaded_over_and_nothing_is_copied_from_nothing(cast):
    for options in ({}, {"scale": 0.1}, {"months": 3, "tickets": 5}):
        with pytest.raises(CommandError, match="people in this database already"):
            call_command("demo", **options)
    with pytest.raises(CommandError, match="nothing yet that could be copied"):
        call_command("demo", task_logs=5)


def test_nobody_is_told_today_what_happened_in_the_demonstration(monkeypatch):
    tell("notices.happened", "of the portal itself")
    room = SimpleNamespace(load=lambda world, progress: tell("notices.happened", "of a month long past"))
    monkeypatch.setattr(demo, "rooms", lambda name: [("performance", room)])
    demo.load(World(0.1, 1, TODAY, 1))
    assert list(OutboxMessage.objects.values_list("key", flat=True)) == ["of the portal itself"]


def test_the_production_profile_takes_none(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        call_command("demo")


def test_the_whole_district_has_the_numbers_of_the_sub_bureau():
    whole = World(1, 20190410, TODAY, 12)
    stations = strengths().values()
    household = [row for row in stations if row.community_groups]
    leaders = sum(4 + row.deputies for row in stations) + len(household) * (6 + 6 + 9)
    assert (len(household), len(stations)) == (27, 28)
    assert leaders + GROUP_OF * sum(row.community_groups + row.case_groups for row in stations) == ALL_OFFICERS == 3_302
    streets = [f"J-{row['code']}" for row in defaults.streets()]
    assert len(streets) == 29 and MOST_BRANCHES in streets
    heads = [place for row in defaults.streets() for place in _of_street(0, f"J-{row['code']}", row["name"], row["short_name"])]
    assert len(heads) + ALL_GRIDS == 881
    assert (ALL_LOGS, ALL_TEAMS, ALL_GRIDS, whole.part_of_a_year) == (1_000_000, 1_264, 561, 1.0)
    tickets = counts(whole, ALL_GRIDS)
    assert (tickets["whistle"], sum(tickets.values())) == (12_000, 72_000)


def test_the_sites_stand_in_every_stage():
    opened, begun = progress_of(sites.sites(), World(1, 1, TODAY, 12))
    assert len(sites.sites()) == 47 and len(opened) == 14 and len(begun) == 11
    assert {"13", "19", "30", "41"} <= set(opened) and not begun & set(opened)


def test_load_data_is_labelled_and_as_true_as_what_it_copies(afternoon):
    small()
    logs, events = TaskLog.objects.count(), TaskLogEvent.objects.count()
    call_command("demo", task_logs=logs + 40)
    copies = TaskLog.objects.filter(note__startswith="压测数据")
    assert copies.count() == logs + 40 and TaskLogEvent.objects.count() > 2 * events
    assert set(copies.values_list("state", flat=True)) == {"verified"}
    assert Counter(copies.values_list("grid", flat=True)).keys() <= set(TaskLog.objects.values_list("grid", flat=True))
    call_command("demo", task_logs=10)  # copies are not copied
    assert copies.count() == logs + 50
    assert not TaskLog.objects.filter(note__startswith="压测数据 压测数据").exists()


def test_tickets_are_copied_with_all_that_belongs_to_them(cast):
    tickets_demo.load(World(0.1, 1, timezone.localdate(), 2), NOBODY_TOLD)
    closed, before = Ticket.objects.filter(state="closed", countersign_pending=False), Ticket.objects.order_by("filed_at").first().filed_at
    number, parts = closed.count(), Part.objects.filter(ticket__in=closed)
    own = (parts.count(), Clock.objects.filter(part__in=parts).count(), PartEvent.objects.filter(subject__in=parts).count())
    closed.update(reach=[])  # what the loader has to see to at its end, the trigger being off meanwhile
    call_command("demo", tickets=number)
    copies = Ticket.objects.filter(number__startswith="压测数据")
    parts = Part.objects.filter(ticket__in=copies)
    assert copies.count() == number and not copies.exclude(state="closed").exists()
    assert own == (parts.count(), Clock.objects.filter(part__in=parts).count(), PartEvent.objects.filter(subject__in=parts).count())
    assert not copies.filter(filed_at__gte=before).exists(), "load data are earlier years"
    assert not copies.filter(reach=[]).exists()
    assert not Part.objects.filter(ticket__in=copies, opened_at__gte=before).exists()
    assert not copies.exclude(place__startswith="压测数据", description__startswith="压测数据").exists()
    states = dict(Part.objects.values_list("pk", "state"))
    assert states == last_states(list(states))


def test_the_same_seed_gives_the_same_work(afternoon):
    first, second = (work_of() for _ in range(2))
    assert first == second


def work_of() -> str:
    """A digest of what the logs say, by the codes of what they point at: keys differ from load to load."""
    with transaction.atomic():
        small()
        columns = ("grid__code", "entry__code", "officer__police_number", "done_on", "count", "note", "place", "number", "state")
        rows = TaskLog.objects.order_by("pk").values_list(*columns)
        digest = hashlib.sha256(repr(list(rows)).encode()).hexdigest()
        transaction.set_rollback(True)
    return digest


def test_every_chief_has_his_counterpart_by_the_ladder(afternoon):
    small()
    chiefs = RoadChief.objects.on(TODAY).with_counterpart(TODAY)
    assert set(chiefs.values_list("level", flat=True)) == {*COUNTED_CHIEFS, "steward"}
    assert not chiefs.filter(counterpart=None).exists()
    alley = chiefs.filter(level="alley").first()
    lead = Assignment.objects.on(TODAY).filter(grid=alley.grid, kind__in=("lead", "acting")).order_by("kind").first()
    assert alley.counterpart == lead.person.name and not alley.is_reported_to
    assert chiefs.filter(level="general").first().is_reported_to
    assert RoadChief.objects.counted().count() < RoadChief.objects.count()


def test_a_state_that_its_events_do_not_tell_is_refused(afternoon):
    small()
    row = TaskLog.objects.filter(state="verified").values_list("grid", "entry", "officer", "done_on", "count", "note", "place", "number")[0]
    columns = ("grid", "entry", "officer", "done_on", "count", "note", "place", "number", "state", "version")
    with pytest.raises(IntegrityError, match="not where its events left it"), unguarded(TaskLog, TaskLogEvent):
        copy_in(TaskLog, columns, [(*row, "verified", 1)])
