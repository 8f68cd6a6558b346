"""What the events of a part come to, in Python for the many of the demonstration; sets/projection says it in SQL, a test compares."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from haidian_policing.workcalendar.arithmetic import deadline, elapsed, resume
from haidian_policing.workcalendar.choices import Unit
from haidian_policing.workcalendar.timeline import Calendar
from whistle_reporting.choices import Span
from whistle_reporting.lifecycle import PART
from whistle_reporting.models import ClassRule, Item
from whistle_reporting.sets.projection import BIRTH, VOID

MINUTE = timedelta(minutes=1)
DAY_MINUTES = 1440


@dataclass
class Ticking:
    """One clock as it runs; the columns of `Clock`."""

    kind: str
    round: int
    amount: int
    unit: Unit
    calendar: Calendar
    started_at: datetime
    due_at: datetime
    is_provisional: bool
    first_due_at: datetime = field(init=False)
    paused_at: datetime | None = None
    minutes_paused: int = 0
    extended_by: int = 0
    stopped_at: datetime | None = None
    minutes_used: int | None = None
    in_time: bool | None = None
    entries: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.first_due_at = self.due_at
        self.note("start", self.started_at)

    def note(self, what: str, at: datetime, **more: Any) -> None:
        self.entries.append({"what": what, "at": written(at), "due": written(self.due_at), **more})

    def minutes(self, first: datetime, last: datetime) -> int:
        return elapsed(first, last, Unit.WORKING_MINUTES, self.calendar) if self.unit.is_working else (last - first) // MINUTE

    def stop(self, at: datetime, void: bool) -> None:
        """A clock that is stopped while it is suspended has stood still since then."""
        until = self.paused_at or at
        self.stopped_at = at
        self.minutes_used = max(0, self.minutes(self.started_at, until) - self.minutes_paused)
        self.in_time = None if void else until <= self.due_at
        self.note("stop", at)

    def pause(self, at: datetime, note: str) -> None:
        self.paused_at = at
        self.note("pause", at, note=note)

    def resume(self, at: datetime) -> None:
        minutes = self.minutes(self.paused_at, at)
        self._move(resume(self.due_at, self.paused_at, at, self.unit, self.calendar))
        self.minutes_paused, self.paused_at = self.minutes_paused + minutes, None
        self.note("resume", at, minutes=minutes)

    def extend(self, at: datetime, amount: int) -> None:
        self._move(deadline(self.due_at, amount, self.unit, self.calendar).at)
        self.extended_by += amount
        self.note("extend", at, amount=amount)

    def _move(self, due: datetime) -> None:
        self.due_at = due
        years = range(local_year(self.started_at, self.calendar), local_year(due, self.calendar) + 1)
        self.is_provisional = self.unit.is_working and not self.calendar.provisional.isdisjoint(years)


def written(at: datetime) -> str:
    """A moment as PostgreSQL writes it into JSON."""
    return at.astimezone(UTC).isoformat()


def local_year(at: datetime, calendar: Calendar) -> int:
    return (at.astimezone(UTC) + timedelta(hours=8)).year


class Projected:
    """The columns and clocks of one part, told event by event; outside parts have no clocks."""

    def __init__(self, line, item: Item, rule: ClassRule, calendar: Calendar, appointed_at: datetime | None) -> None:
        self.item, self.rule, self.calendar, self.appointed_at = item, rule, calendar, appointed_at
        self.outside, self.opened_at, self.handler = line.kind == "outside_lead", line.opened_at, None
        self.clocks: list[Ticking] = []
        self.round = self.urged = self.extensions_granted = 0
        self.is_supervised = self.is_paused = self.extension_pending = self.late_entry = False
        self.result, self.return_reason = "", None
        self.signed_at = self.assigned_at = self.arrived_at = self.done_at = self.closed_at = self.total_minutes = None
        for verb, _source, _target, at, _actor, note, data in line.events:
            happened = data.get("happened_at")
            self._follow(verb, datetime.fromisoformat(happened) if happened else at, note, data)

    def _follow(self, verb: str, at: datetime, note: str, data: dict[str, Any]) -> None:
        """Stops, then columns, then moves, then starts: the order of `sets.projection.apply`."""
        step = PART.get(verb)
        if step is None:
            return self._start(sorted(BIRTH), at)
        for clock in self.clocks:
            if clock.kind in step.stops and clock.stopped_at is None:
                clock.stop(at, verb in VOID)
        if change := getattr(self, f"_{verb}", None):
            change(at, note, data)
        return self._start(sorted(step.starts), at)

    def _start(self, kinds: list[str], at: datetime) -> None:
        known = {(clock.kind, clock.round) for clock in self.clocks}
        for kind in kinds:
            amount, unit = self._allowed(kind, at)
            if amount is not None and not self.outside and (kind, self.round) not in known:
                due = deadline(at, amount, unit, self.calendar)
                self.clocks.append(Ticking(kind, self.round, amount, unit, self.calendar, at, due.at, due.provisional))

    def _allowed(self, kind: str, at: datetime) -> tuple[int | None, Unit]:
        item, rule = self.item, self.rule
        if kind in ("receipt", "verdict"):
            return getattr(rule, f"{kind}_amount"), Unit(getattr(rule, f"{kind}_unit"))
        until = max(1, -((at - (self.appointed_at or at)) // MINUTE))
        if kind == "arrival":
            return (item.arrive_minutes if self.appointed_at is None else until), Unit.MINUTES
        if item.dispose_span == Span.APPOINTMENT:
            return until + DAY_MINUTES, Unit.MINUTES
        return item.dispose_amount, Unit(rule.hour_unit if item.dispose_span == Span.HOURS else rule.day_unit)

    def _late(self, data: dict[str, Any]) -> None:
        self.late_entry = self.late_entry or "happened_at" in data

    def _sign_for(self, at, note, data):
        self.signed_at = at

    def _dispatch(self, at, note, data):
        self.assigned_at, self.handler = at, data["handler"]

    def _transfer(self, at, note, data):
        self.handler = data["handler"]

    def _arrive(self, at, note, data):
        self.arrived_at = at
        self._late(data)

    def _report_done(self, at, note, data):
        self.done_at, self.result, self.extension_pending = at, data["result"], False
        self.total_minutes = max(0, (at - self.opened_at) // MINUTE)
        self._late(data)

    def _verdict(self, at, note, data):
        self.closed_at = at

    def _reopen(self, at, note, data):
        self.round, self.done_at, self.total_minutes = self.round + 1, None, None

    def _ask_return(self, at, note, data):
        self.signed_at, self.return_reason, self.extension_pending = self.signed_at or at, data["return_reason"], False

    def _accept_return(self, at, note, data):
        self.closed_at = at

    def _refuse_return(self, at, note, data):
        self.return_reason = None

    def _ask_extension(self, at, note, data):
        self.extension_pending = True

    def _grant_extension(self, at, note, data):
        self.extension_pending, self.extensions_granted = False, self.extensions_granted + 1
        for clock in self.clocks:
            if clock.kind == "disposal" and clock.stopped_at is None:
                clock.extend(at, data["amount"])

    def _refuse_extension(self, at, note, data):
        self.extension_pending = False

    def _suspend(self, at, note, data):
        self.is_paused = True
        for clock in self.clocks:
            if clock.stopped_at is None and clock.paused_at is None:
                clock.pause(at, note)

    def _resume(self, at, note, data):
        self.is_paused = False
        for clock in self.clocks:
            if clock.stopped_at is None and clock.paused_at is not None:
                clock.resume(at)

    def _urge(self, at, note, data):
        self.urged += 1

    def _supervise(self, at, note, data):
        self.is_supervised = True

    def _outside_start(self, at, note, data):
        self.done_at = None

    def _outside_end(self, at, note, data):
        self.done_at, self.result = at, data["result"]

    def _cancel(self, at, note, data):
        self.closed_at, self.is_paused, self.extension_pending = at, False, False

    def minutes(self, kind: str) -> int | None:
        used = [clock.minutes_used for clock in self.clocks if clock.kind == kind and clock.minutes_used is not None]
        return (sum(used) if kind == "disposal" else max(used)) if used else None

    def in_time(self, kind: str) -> bool | None:
        ends = [clock.in_time for clock in self.clocks if clock.kind == kind and clock.in_time is not None]
        return all(ends) if ends else None

    @cached_property
    def next_clock(self) -> Ticking | None:
        """The running clock that is due first."""
        return min((clock for clock in self.clocks if clock.stopped_at is None), key=lambda clock: clock.due_at, default=None)
