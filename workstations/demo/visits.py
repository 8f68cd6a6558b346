"""Demonstration: visits arrive by weekday and hour, wait for a free window and are served; what lies after this minute is cut off."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import groupby, pairwise
from random import Random
from typing import NamedTuple

import numpy as np
from django.utils import timezone

from haidian_policing.bulk import copy_in, reserve, unguarded
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Post
from haidian_policing.workcalendar.sets import current
from workstations.choices import VisitState as V
from workstations.defaults import demo_texts
from workstations.models import Service, Site, Visit, VisitEvent

VISIT_COLUMNS = (
    "id", "site", "service", "day", "number", "window", "state", "outcome", "came_at", "serving_since", "clerk", "waited_minutes",
    "served_minutes", "note", "token",
)  # fmt: skip
EVENT_COLUMNS = ("subject", "verb", "from_state", "to_state", "at", "actor", "note", "data")
ALL_VISITS, PER_DAY = 300_000, 80  # of the whole district in twelve months; at a site on a usual day
WEEKDAYS = (76, 62, 60, 58, 66, 34, 22)  # how the days of a week compare, Monday first
MEAN, MADE_UP = sum(WEEKDAYS) / 7, 55
HOLIDAY = 8  # on days of a statutory holiday there is one window for what cannot wait
HOURS = {8: 8, 9: 15, 10: 16, 11: 9, 12: 3, 13: 9, 14: 14, 15: 13, 16: 9, 17: 2}
OPENS, CLOSES = time(8, 30), time(17, 25)  # when the last number is given
RUSH = timedelta(minutes=26)  # so long before this minute a small crowd has come
RUSH_SIZE = 9
OUTCOMES = (("done", 0.72), ("advised", 0.16), ("lacking", 0.12))
PATIENCE = 40  # minutes after which some leave
SHARES = {"id_card": 5, "id_card_pickup": 6, "residence_registration": 8, "residence_permit": 6, "consultation": 5, "dog_permit": 2}


class Offer(NamedTuple):
    """A service at a window as the dice see it."""

    pk: int
    code: str
    minutes: int
    share: int


class Happening(NamedTuple):
    """One event of a visit; `actor` None for the number taken."""

    verb: str
    state: str
    at: datetime
    actor: int
    note: str = ""
    outcome: str = ""


@dataclass
class Turn:
    """One visit as it goes: arrival, window, clerk and what happened so far."""

    service: Offer
    came_at: datetime
    number: int = 0
    window: int | None = None
    clerk: int | None = None
    story: list[Happening] = field(default_factory=list)

    def until(self, now: datetime) -> "Turn":
        """What had happened by a moment."""
        story = [event for event in self.story if event.at <= now]
        called = any(event.verb == "call" for event in story)
        return Turn(self.service, self.came_at, self.number, self.window if called else None, self.clerk if called else None, story)

    def at(self, verb: str) -> datetime | None:
        return next((event.at for event in self.story if event.verb == verb), None)


def load(world: World, sites: list[Site], now: datetime, progress: Callable[[int, int], None]) -> None:
    """Write the visits of all days of life and their events, month by month."""
    plan = Plan(world, sites, now)
    done, total = 0, plan.total
    with unguarded(Visit, VisitEvent):
        for _month, days in groupby(plan.days, key=lambda day: (day.year, day.month)):
            turns = [(site, day, turn) for day in days for site in plan.sites for turn in plan.turns(site, day)]
            keys = reserve(Visit, len(turns))
            copy_in(Visit, VISIT_COLUMNS, (_row(key, *turn) for key, turn in zip(keys, turns, strict=True)))
            copy_in(VisitEvent, EVENT_COLUMNS, _events(keys, [turn for _, _, turn in turns]))
            done += len(turns)
            progress(done, total)


class Plan:
    """How many come to which site on which day: all that the sub-bureau counts, today's already known."""

    def __init__(self, world: World, sites: list[Site], now: datetime):
        self.world, self.now, self.offers, self.texts = world, now, _offers(), demo_texts()
        clerks = {site.pk: _clerks(site) for site in sites}
        self.calendar = current(now).by_date
        self.clerks = {key: people for key, people in clerks.items() if people}
        self.sites = [site for site in sites if site.pk in self.clerks]
        self.days = [world.first_day + timedelta(days=number) for number in range((world.today - world.first_day).days + 1)]
        self.dice = {site.pk: world.rng(f"visits {site.code}") for site in self.sites}
        self.today = {site.pk: self._of_today(site) for site in self.sites}
        self.counts = self._counts()
        self.total = sum(self.counts.values()) + sum(map(len, self.today.values()))

    def _of_today(self, site: Site) -> list[Turn]:
        """As many as have come by now, and a small crowd just now."""
        day, dice = self._day(site, self.world.today), self.dice[site.pk]
        crowd = [self.now - RUSH * dice.random() for _ in range(RUSH_SIZE)]
        expected = round(PER_DAY * self._weight(self.world.today))
        return list(day.turns(day.arrivals(expected) + [at for at in crowd if day.opens <= at <= day.closes]))

    def _counts(self) -> dict[tuple[int, date], int]:
        places = [(site.pk, day) for day in self.days[:-1] for site in self.sites if site.opened_on <= day]
        weights = np.array([self._weight(day) for _site, day in places])
        total = ALL_VISITS if self.world.is_whole else round(PER_DAY * weights.sum())
        left = max(0, total - sum(map(len, self.today.values())))
        drawn = self.world.dice("visits").multinomial(left, weights / weights.sum()).tolist() if places else []
        return dict(zip(places, drawn, strict=True))

    def _weight(self, day: date) -> float:
        """How busy a day is, 1 on average: by weekday, a day that makes up for a holiday like any other."""
        fact = self.calendar.get(day)
        if fact and fact.holiday and not fact.kind.works:
            return HOLIDAY / MEAN
        return max(WEEKDAYS[day.weekday()], MADE_UP if fact and fact.kind.works else 0) / MEAN

    def turns(self, site: Site, day: date) -> Iterable[Turn]:
        if day == self.world.today:
            return self.today[site.pk]
        one = self._day(site, day)
        return one.turns(one.arrivals(self.counts.get((site.pk, day), 0)))

    def _day(self, site: Site, day: date) -> "Day":
        return Day(self.dice[site.pk], day, self.offers, self.texts, self.clerks[site.pk], site.windows, self.now)


def _clerks(site: Site) -> list[int]:
    return list(Post.objects.filter(role="window_clerk", unit=site.station).order_by("pk").values_list("person", flat=True))


def _offers() -> list[Offer]:
    rows = Service.objects.at_windows().values_list("pk", "code", "minutes")
    return [Offer(pk, code, minutes, SHARES.get(code, 1)) for pk, code, minutes in rows]


@dataclass
class Day:
    """One day of one site: who comes when, and how the windows work through the queue."""

    dice: Random
    day: date
    offers: list[Offer]
    texts: dict
    clerks: list[int]
    windows: int
    now: datetime

    def turns(self, arrivals: list[datetime]) -> Iterator[Turn]:
        """The visits of the day in the order of their numbers, as far as they had got by now."""
        free = dict.fromkeys(range(1, self.windows + 1), self.opens)
        shares = [offer.share for offer in self.offers]
        for number, came_at in enumerate(sorted(arrivals), 1):
            service = self.dice.choices(self.offers, shares)[0]
            window = min(free, key=lambda one: free[one])
            turn = Turn(service, came_at, number, window, self.clerks[(window + self.day.toordinal()) % len(self.clerks)])
            free[window] = self._live(turn, max(came_at, free[window]))
            yield turn if free[window] <= self.now else turn.until(self.now)

    def arrivals(self, count: int) -> list[datetime]:
        """So many moments, by the hour's weight, while numbers are given; today those that are over already."""
        hours = self.dice.choices(list(HOURS), list(HOURS.values()), k=count)
        moments = [self._at(time(hour)) + timedelta(seconds=self.dice.randrange(3600)) for hour in hours]
        within = [moment if self.opens <= moment <= self.closes else self._earlier() for moment in moments]
        return [moment for moment in within if moment <= self.now]

    def _earlier(self) -> datetime:
        """Who comes outside the hours stands there when they begin, or comes in their first part."""
        return self.opens + timedelta(seconds=int(self.dice.expovariate(1 / 900)) % 7200)

    def _at(self, clock: time) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, clock))

    @cached_property
    def opens(self) -> datetime:
        return self._at(OPENS)

    @cached_property
    def closes(self) -> datetime:
        return self._at(CLOSES)

    def _live(self, turn: Turn, free: datetime) -> datetime:
        """Let the visit happen from the moment a window is free; returns when the window is free again."""
        clerk = turn.clerk or 0
        turn.story.append(Happening("record", V.WAITING, turn.came_at, clerk))
        called = free + timedelta(seconds=self.dice.randint(5, 60))
        turn.story.append(Happening("call", V.CALLED, called, clerk))
        waited = (called - turn.came_at).total_seconds() / 60
        if self.dice.random() < (0.25 if waited > PATIENCE else 0.02):
            gone = called + timedelta(seconds=self.dice.randint(90, 200))
            turn.story.append(Happening("leave", V.LEFT, gone, clerk))
            return gone
        started = called + timedelta(seconds=self.dice.randint(15, 90))
        turn.story.append(Happening("serve", V.SERVING, started, clerk))
        ended = started + timedelta(minutes=turn.service.minutes * self.dice.lognormvariate(-0.1, 0.35))
        turn.story.append(self._end(turn.service, ended, clerk))
        return ended

    def _end(self, service: Offer, ended: datetime, clerk: int) -> Happening:
        notes = self.texts["visits"].get(service.code, [""])
        if service.code in ("household_registration", "exit_entry") and self.dice.random() < 0.6:
            return Happening("pass_on", V.PASSED_ON, ended, clerk, "转派出所户籍窗口办理，三个工作日内答复。")
        outcome = self.dice.choices([name for name, _ in OUTCOMES], [share for _, share in OUTCOMES])[0]
        note = self.dice.choice(notes) if outcome == "done" and self.dice.random() < 0.3 else ""
        return Happening("complete", V.COMPLETED, ended, clerk, note, outcome)


def _row(key: int, site: Site, day: date, turn: Turn) -> tuple:
    last, serving = turn.story[-1], turn.at("serve")
    ended = last.at if last.state in (V.COMPLETED, V.PASSED_ON) else None
    waited, served = _minutes(turn.came_at, turn.at("call")), _minutes(serving, ended)
    start = (key, site.pk, turn.service.pk, day, turn.number, turn.window, last.state, last.outcome, turn.came_at, serving)
    return (*start, turn.clerk, waited, served, last.note, "")


def _minutes(since: datetime | None, until: datetime | None) -> int | None:
    """Whole minutes, rounded as the database rounds them."""
    return int((until - since).total_seconds() / 60 + 0.5) if since and until else None


def _events(keys, turns: list[Turn]) -> Iterator[tuple]:
    start = Happening("", "", timezone.now(), 0)
    for key, turn in zip(keys, turns, strict=True):
        for before, event in pairwise([start, *turn.story]):
            data = {"outcome": event.outcome} if event.outcome else {}
            yield key, event.verb, before.state, event.state, event.at, event.actor, event.note, data
