"""Demonstration data: groups, an approved rule set, and editions computed by the real aggregates from what the lower floors made."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from haidian_policing.access.standing import Standing
from haidian_policing.bulk import unguarded
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Person, Post, Unit
from haidian_policing.workcalendar.sets import current
from performance import seeds
from performance.actions.approving import approve
from performance.actions.computing import compute
from performance.actions.editions import advance
from performance.actions.grouping import draw_groups
from performance.actions.periods import open_period
from performance.choices import PeriodKind
from performance.models import Edition, Fact, Period, RuleSet

USUAL_GROUP = 5
PUBLISHED_AFTER, ISSUED_AFTER = timedelta(days=2), timedelta(days=9)
FEW_CASES = "演示数据件数和单位较少，排名门槛相应降低，名次多为暂定"
FEW_CASES_EN = "the demonstration has few cases and units, so the thresholds for a rank are lower and most ranks tentative"


def load(world: World, progress: Callable[[int, int], None]) -> None:
    """The months before the last one are issued, the last one is computed and waits for the office, the running one is a flash report."""
    began = moment(world.first_day, 9)
    seeds.seed(began)
    stations = Unit.objects.of_kind("station").filter(station_kind="household").count()
    draw_groups(actor=None, valid_from=world.first_day, least=min(USUAL_GROUP, max(stations, 1)))
    approve_rules(world, min(USUAL_GROUP, max(stations, 2)))
    months = months_of(world)
    with unguarded(Fact, indexes=False):
        for done, first in enumerate(months, start=1):
            live_through(open_period(PeriodKind.MONTH, first, moment(first, 9)), last=done >= len(months) - 1)
            progress(done, len(months))


def months_of(world: World) -> list[date]:
    """The first days of the months of life, the running one last."""
    first, found = world.first_day, []
    while first <= world.today:
        found.append(first)
        first = (first + timedelta(days=31)).replace(day=1)
    return found


def approve_rules(world: World, least: int) -> None:
    """The blended rule set, drafted by the office and approved by its head; a district of few cases has lower thresholds that say so."""
    day = world.first_day
    at = moment(day, 10) - timedelta(days=3)
    rules = RuleSet.objects.get(code="blended")
    lower = {
        "smallest_group": least,
        "least_reliability": 0,
        "note": f"{rules.note}；{FEW_CASES}",
        "note_en": f"{rules.note_en}; {FEW_CASES_EN}",
    }
    RuleSet.objects.filter(pk=rules.pk).update(drafted_by=holder("performance", day), **({} if world.is_whole else lower))
    approve(rules, actor=holder("performance_head", day), at=at, valid_from=day)


def live_through(period: Period, *, last: bool) -> None:
    """What happened to a month until today."""
    computed_at = min(moment(period.ends, 2, 10) + timedelta(days=3), timezone.now())
    edition = compute(period, actor=None, at=computed_at)
    if last or computed_at + ISSUED_AFTER > timezone.now():
        return
    one = Edition.objects.filter(pk=edition.pk)
    for verb, role, delay, note in (
        ("publish", "performance", PUBLISHED_AFTER, ""),
        ("issue", "performance_head", ISSUED_AFTER, "经局党委会议研究，同意印发"),
    ):
        at = at_work(computed_at + delay)
        advance(one, verb, actor=holder(role, timezone.localdate(at)), at=at, note=note)


def at_work(at: datetime) -> datetime:
    """On the day, or the first day of work after it, in the course of the morning or afternoon."""
    known, day = current(at).by_date, timezone.localdate(at)
    while day in known and not known[day].kind.works:
        day += timedelta(days=1)
    return moment(day, (9, 10, 14, 15, 16)[day.toordinal() % 5], 7 + day.toordinal() % 47)


def holder(role: str, day: date) -> Person:
    """Whoever holds the role on the day, as he stands there."""
    person = Post.objects.on(day).filter(role=role).order_by("pk")[0].person
    person.standing = Standing(person, day)
    return person


def moment(day: date, hour: int, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
