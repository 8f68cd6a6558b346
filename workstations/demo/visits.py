"""Demonstration: visits arrive by weekday and hour, wait for a free window and are served; what lies after this minute is cut off."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from typing import NamedTuple

from django.utils import timezone

from haidian_policing.bulk import copy_in, reserve
from haidian_policing.demonstration import World
from haidian_policing.organisation.models import Post
from workstations.choices import VisitState as V
from workstations.defaults import demo_texts
from workstations.models import Service, Site, Visit, VisitEvent

VISIT_COLUMNS = (
    "id", "site", "service", "day", "number", "window", "state", "outcome", "came_at", "serving_since", "clerk", "waited_minutes",
    "served_minutes", "note", "token",
)  # fmt: skip
EVENT_COLUMNS = ("subject", "verb", "from_state", "to_state", "at", "actor", "note", "data")
WEEKDAYS = (76, 62, 60, 58, 66, 34, 22)  # visits a day, Monday first
HOURS = {7: 1, 8: 4, 9: 14, 10: 16, 11: 10, 12: 4, 13: 9, 14: 14, 15: 13, 16: 9, 17: 4, 18: 2, 19: 2, 20: 1}
RUSH = timedelta(minutes=26)  # so long before this minute a small crowd has come, whatever the hour
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


def load(world: World, sites: list[Site], now: datetime) -> None:
    """Write the visits of all days of life and their events, day by day and site by site."""
    days = [world.first_day + timedelta(days=number) for number in range((world.today - world.first_day).days + 1)]
    offers, texts = _offers(), demo_texts()
    turns: list[tuple[Site, date, Turn]] = []
    for site in sites:
        clerks = list(Post.objects.filter(role="window_clerk", unit=site.station).order_by("pk").values_list("person", flat=True))
        dice = world.rng(f"visits {site.code}")
        for day in days if clerks else ():
            turns += [(site, day, turn) for turn in Day(dice, day, offers, texts, clerks, site.windows, now).turns()]
    keys = reserve(Visit, len(turns))
    copy_in(Visit, VISIT_COLUMNS, (_row(key, *turn) for key, turn in zip(keys, turns, strict=True)))
    copy_in(VisitEvent, EVENT_COLUMNS, _events(keys, [turn for _, _, turn in turns]))


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

    def turns(self) -> Iterator[Turn]:
        """The visits of the day in the order of their numbers, as far as they had got by now."""
        free = {window: self._moment(0) for window in range(1, self.windows + 1)}
        for number, came_at in enumerate(sorted(self._arrivals()), 1):
            service = self.dice.choices(self.offers, [offer.share for offer in self.offers])[0]
            window = min(free, key=lambda one: free[one])
            turn = Turn(service, came_at, number, window, self.clerks[(window + self.day.toordinal()) % len(self.clerks)])
            free[window] = self._live(turn, max(came_at, free[window]))
            yield turn.until(self.now)

    def _arrivals(self) -> list[datetime]:
        """By the hour's weight on past days; today also a small crowd just now."""
        count = round(WEEKDAYS[self.day.weekday()] * self.dice.uniform(0.8, 1.2))
        hours = self.dice.choices(list(HOURS), list(HOURS.values()), k=count)
        moments = [self._moment(hour * 3600 + self.dice.randrange(3600)) for hour in hours]
        if self.day == timezone.localdate(self.now):
            moments += [self.now - RUSH * self.dice.random() for _ in range(RUSH_SIZE)]
        return [moment for moment in moments if self._moment(0) <= moment <= self.now]

    def _moment(self, second: int) -> datetime:
        return timezone.make_aware(datetime.combine(self.day, time())) + timedelta(seconds=second)

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
