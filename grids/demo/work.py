"""Demonstration: months of task logs by better and worse officers, generated as events, from which the states follow."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from random import Random
from typing import Any

from django.utils import timezone

from grids.choices import Evidence, Frequency
from grids.defaults import demo_texts
from grids.models import Assignment, Grid, TaskDue, TaskEntry, TaskLog, TaskLogEvent
from haidian_policing.bulk import copy_in, reserve
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Post
from haidian_policing.organisation.querysets import valid_on

LOG_COLUMNS = (
    "id", "grid", "entry", "due", "officer", "entered_by", "done_on", "count", "note", "place", "number", "state", "version",
)  # fmt: skip
EVENT_COLUMNS = ("subject", "verb", "from_state", "to_state", "at", "actor", "on_behalf", "note", "data")
DAY = timedelta(days=1)
PLACES = ("东门", "西门", "北侧", "南侧", "1号楼", "3号楼", "6号楼", "地下车库入口", "自行车棚", "物业办公室", "小广场", "配电室")
ON_DEMAND_A_MONTH = 7


@dataclass
class Habit:
    """How an officer works: what share of the needed he does, how often late, how often for the clerk to enter."""

    does: float
    late: float
    entered: float


@dataclass
class Work:
    """One piece of work: the row of the log, and its events as (verb, from, to, when, who, for whom, note)."""

    grid: int
    station: int | None
    entry: Mapping[str, Any]
    due: int | None
    officer: int
    done_on: date
    count: int
    note: str = ""
    place: str = ""
    number: str = ""
    entered_by: int | None = None
    events: list[tuple] = field(default_factory=list)

    @property
    def state(self) -> str:
        return self.events[-1][2]

    @property
    def version(self) -> int:
        return 1 + sum(event[0] == "correct" for event in self.events)


def load(world: World) -> None:
    """Write the logs and their events in the order in which they were done."""
    writer = Writer(world)
    works = sorted(writer.works(), key=lambda work: (work.done_on, work.grid, work.entry["id"]))
    keys = reserve(TaskLog, len(works))
    copy_in(TaskLog, LOG_COLUMNS, (_row(key, work) for key, work in zip(keys, works, strict=True)))
    copy_in(TaskLogEvent, EVENT_COLUMNS, _events(keys, works))


def _row(key: int, work: Work) -> tuple:
    texts = work.note, work.place, work.number
    return (
        key,
        work.grid,
        work.entry["id"],
        work.due,
        work.officer,
        work.entered_by,
        work.done_on,
        work.count,
        *texts,
        work.state,
        work.version,
    )


def _events(keys: Iterable[int], works: list[Work]) -> Iterator[tuple]:
    rows = [(key, *event, {}) for key, work in zip(keys, works, strict=True) for event in work.events]
    return iter(sorted(rows, key=itemgetter(4)))


class Writer:
    """Draws the work of all officers; one generator each for the officers' habits and the days."""

    def __init__(self, world: World):
        self.world, self.rng, self.texts = world, world.rng("task logs"), demo_texts()
        self.now = min(timezone.now(), moment(world.today, time(17, 30)))
        # before the morning is over nothing of today is logged yet
        self.last = world.today if timezone.localtime(self.now).hour >= 10 else world.today - DAY
        self.entries: dict[int, Mapping[str, Any]] = {
            row["id"]: row for row in TaskEntry.objects.values("id", "code", "item__code", "evidence", "frequency", "times")
        }
        self.grids = dict(Grid.objects.values_list("pk", "station"))
        self.clerks, self.captains = _by_station("clerk", world.today), _by_station("captain", world.today)
        self.habits: dict[int, Habit] = {}

    def works(self) -> Iterator[Work]:
        dues = TaskDue.objects.filter(officer__isnull=False, needed__gt=0, starts__lte=self.world.today).order_by("officer", "due_on", "pk")
        rows = dues.values("pk", "grid", "entry", "starts", "due_on", "needed", "officer")
        for officer, mine in groupby(rows.iterator(), key=itemgetter("officer")):
            for due in mine:
                yield from self.of_due(due, self.habit(officer))
        yield from self.on_demand()

    def habit(self, officer: int) -> Habit:
        if officer not in self.habits:
            rng = Random(f"{self.world.seed}:{officer}")
            good = rng.betavariate(7, 1.6)
            self.habits[officer] = Habit(0.6 + 0.4 * good, 0.12 * (1 - good), rng.choice((0.0, 0.02, 0.1)))
        return self.habits[officer]

    def of_due(self, due: Mapping[str, Any], habit: Habit) -> Iterator[Work]:
        """A due in one or two goes; the part of it that still lies ahead is done only as far as it would be by today."""
        rng, entry = self.rng, self.entries[due["entry"]]
        if entry["evidence"] == Evidence.ROSTER:
            return
        share = self.elapsed(due) * (1 if rng.random() < habit.does else rng.uniform(0, 0.9))
        left = int(due["needed"] * share + rng.random() * (0.99 if due["needed"] * share >= 0.3 else 0))
        goes = min(left, rng.choices((1, 2), (6, 1))[0])
        for number in range(goes):
            count = left // (goes - number)
            left -= count
            if day := self.day_of(due, habit):
                yield self.work(due["grid"], entry, due["pk"], due["officer"], day, count, habit)

    def elapsed(self, due: Mapping[str, Any]) -> float:
        """How much of the period is over, today's morning included."""
        length = (due["due_on"] - due["starts"]).days + 1
        return min(1.0, max(0.0, ((self.last - due["starts"]).days + 0.6) / length))

    def day_of(self, due: Mapping[str, Any], habit: Habit) -> date | None:
        """A day of the period up to today, weekdays before weekends; a late one after it."""
        last = min(due["due_on"], self.last)
        if self.rng.random() < habit.late and due["due_on"] < self.last:
            return min(due["due_on"] + DAY * self.rng.randint(1, 5), self.last)
        first = max(due["starts"], self.world.first_day)
        days = [first + DAY * n for n in range((last - first).days + 1)]
        weights = [0.25 if day.weekday() > 4 else 1.0 for day in days]
        return self.rng.choices(days, weights)[0] if days else None

    def on_demand(self) -> Iterator[Work]:
        """Calls and requests, as they come, done by whoever led the grid on the day."""
        entries = [row for row in self.entries.values() if row["frequency"] == Frequency.ON_DEMAND]
        days = (self.last - self.world.first_day).days
        leads = Assignment.objects.filter(kind="lead").order_by("grid", "starts").values("grid", "person", "starts", "ends")
        for lead in leads:
            for n in range(days + 1):
                day = self.world.first_day + DAY * n
                holds = lead["starts"] <= day and (lead["ends"] is None or lead["ends"] > day)
                if entries and holds and self.rng.random() < ON_DEMAND_A_MONTH / 30:
                    yield self.work(lead["grid"], self.rng.choice(entries), None, lead["person"], day, 1, self.habit(lead["person"]))

    def work(self, grid: int, entry: Mapping[str, Any], due: int | None, officer: int, day: date, count: int, habit: Habit) -> Work:
        rng, station = self.rng, self.grids[grid]
        work = Work(grid, station, entry, due, officer, day, count)
        evidence = entry["evidence"]
        if evidence in (Evidence.NOTE, Evidence.PLACE_PHOTO) or rng.random() < 0.35:
            work.note = rng.choice(self.texts["logs"][entry["item__code"]])
        if evidence in (Evidence.PLACE, Evidence.PLACE_PHOTO, Evidence.FORM_NUMBER):
            work.place = rng.choice(PLACES)
        if prefix := NUMBERS.get(evidence):
            work.number = f"{prefix}{day:%Y%m}{rng.randrange(1, 9999):04}"
        clerk = self.clerks.get(station)
        if clerk and clerk != officer and rng.random() < habit.entered:
            work.entered_by = clerk
        self.live(work)
        return work

    def live(self, work: Work) -> None:
        """Logged the same evening, then judged within some days, as far as those days have come."""
        rng = self.rng
        at = moment(work.done_on, time(rng.randint(9, 20), rng.randint(0, 59)))
        behalf = work.officer if work.entered_by else None
        self.happen(work, "log", "", "logged", min(at, self.now), work.entered_by or work.officer, behalf)
        captain = self.captains.get(work.station)
        if rng.random() < 0.01:
            self.happen(work, "withdraw", "logged", "withdrawn", at + DAY / 2, work.entered_by or work.officer, None, "重复登记")
        elif captain and captain not in (work.officer, work.entered_by) and rng.random() < 0.995:
            self.judge(work, captain, at)

    def judge(self, work: Work, captain: int, at: datetime) -> None:
        rng = self.rng
        at = self.office_hours(at, rng.choices((1, 2, 3, 5), (6, 3, 1, 0.3))[0])
        if rng.random() > 0.05:
            note = rng.choice(self.texts["verify"]) if rng.random() < 0.2 else ""
            self.happen(work, "verify", "logged", "verified", at, captain, None, note)
            return
        back = self.office_hours(at, rng.randint(1, 4))
        reason, mends = rng.choice(self.texts["return"]), rng.random() < 0.85
        if self.happen(work, "return", "logged", "returned", at, captain, None, reason) and mends:
            self.mend(work, captain, back)

    def mend(self, work: Work, captain: int, at: datetime) -> None:
        if self.happen(work, "correct", "returned", "logged", at, work.officer):
            self.happen(work, "verify", "logged", "verified", self.office_hours(at, 1), captain)

    def office_hours(self, at: datetime, days: int) -> datetime:
        return moment(at.date() + DAY * days, time(self.rng.randint(8, 11), self.rng.randint(0, 59)))

    def happen(
        self, work: Work, verb: str, source: str, target: str, at: datetime, actor: int, behalf: int | None = None, note: str = ""
    ) -> bool:
        """Add the event unless it still lies ahead."""
        if at <= self.now:
            work.events.append((verb, source, target, at, actor, behalf, note))
        return at <= self.now


NUMBERS = {Evidence.FORM_NUMBER: "JC", Evidence.CASE_NUMBER: "TJ", Evidence.TICKET_NUMBER: "CS"}


def moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=timezone.get_current_timezone())


def _by_station(role: str, day: date) -> dict[int | None, int]:
    """Somebody of the role at each station."""
    posts = Post.objects.filter(valid_on(day), role=role, unit__station__isnull=False).order_by("-pk")
    if role == "captain":
        posts = posts.filter(unit__squad_kind="community")
    return dict(posts.values_list("unit__station", "person"))
