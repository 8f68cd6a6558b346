"""October of two stations: the first answers nine of ten tickets in time, the other six of ten."""

import uuid
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from haidian_policing.workcalendar.models import Version
from performance import seeds
from performance.actions.computing import compute
from performance.actions.grouping import draw_groups
from performance.actions.periods import open_period
from performance.models import Period, RuleSet
from whistle_reporting import seeds as whistles
from whistle_reporting.models import Clock, Item, Part, PartEvent, Ticket, TicketEvent, Verdict

BEIJING = ZoneInfo("Asia/Shanghai")
OCTOBER, AFTER = date(2026, 10, 1), datetime(2026, 11, 4, 9, 0, tzinfo=BEIJING)


@transaction.atomic
def ticket(cast, side: str, number: int, *, in_time: bool, solved: str = "yes", state: str = "closed", due: datetime | None = None) -> Part:
    """One whistle of October with its part, its disposal clock and its verdict."""
    place = {name: getattr(cast, f"{side}{name}") for name in ("grid", "station", "street")}
    opened = datetime(2026, 10, 1 + number % 25, 10, 0, tzinfo=BEIJING)
    due = due or opened + timedelta(days=3)
    done = due - timedelta(hours=5) if in_time else due + timedelta(hours=5)
    item = Item.objects.first()
    common = {"klass": item.klass, **place}
    row = Ticket.objects.create(
        number=f"{side or 'own_'}{number:03}",
        token=uuid.uuid4(),
        item=item,
        state="blown",
        place="路口",
        description="事",
        filed_at=opened,
        blown_at=opened,
        **common,
    )
    part = Part.objects.create(
        ticket=row,
        kind="lead",
        state=state,
        squad=getattr(cast, f"{side}squad"),
        handler=getattr(cast, f"{side}officer"),
        opened_at=opened,
        done_at=done,
        closed_at=done + timedelta(hours=2),
        disposal_in_time=in_time,
        **common,
    )
    TicketEvent.objects.create(subject=row, verb="sign_off", to_state=row.state, at=opened)
    PartEvent.objects.create(subject=part, verb="verdict", to_state=part.state, at=done)
    Clock.objects.create(
        part=part,
        kind="disposal",
        amount=3,
        unit="days",
        calendar_version=Version.objects.first(),
        started_at=opened,
        first_due_at=due,
        due_at=due,
        stopped_at=done,
        minutes_used=100,
        in_time=in_time,
    )
    Verdict.objects.create(part=part, round=0, came="yes", solved=solved, satisfied="basically", given_at=done + timedelta(hours=2))
    return part


@pytest.fixture
def rules(db) -> RuleSet:
    """The city grid's rule set, for groups of two."""
    seeds.seed(timezone.now())
    RuleSet.objects.filter(code="blended").update(valid_from=None)
    RuleSet.objects.filter(code="city_grid").update(valid_from=date(2024, 1, 1), smallest_group=2, least_reliability=0)
    return RuleSet.objects.get(code="city_grid")


@pytest.fixture
def october(cast, rules) -> Period:
    """The month with forty tickets a station, not computed yet."""
    whistles.seed(timezone.now())
    for number in range(40):
        ticket(cast, "", number, in_time=number % 10 != 0)
        ticket(cast, "other_", number, in_time=number % 10 < 6)
    draw_groups(actor=None, valid_from=date(2024, 1, 1))
    return open_period("month", OCTOBER, AFTER)


@pytest.fixture
def computed(october):
    return compute(october, actor=None, at=AFTER)
