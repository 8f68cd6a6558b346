"""When who is at work: the street's office and its own duty at weekends, and officers out by day and of an evening."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import NamedTuple

from haidian_policing.workcalendar.timeline import Calendar

OPENS, NOON, AFTERNOON, CLOSES = time(8, 35), time(12), time(13, 25), time(17, 35)
MORNING, NOON_BREAK = 205, 85  # minutes
FASTING = 0.75  # share of what falls into the noon break that waits for its end


class Desk(NamedTuple):
    """How a place works: the shares that are seen to on days of rest and after five, how late at most, and over how many minutes of
    the next day what waited over night is spread."""

    at_weekends: float
    overtime: float
    until: time
    morning: int


OFFICE = Desk(0.02, 0.12, time(19, 30), 440)
STREET_DUTY = Desk(0.85, 0.5, time(20, 30), 440)  # what 12345 and residents send is answered every day
FIELD = Desk(0.5, 0.45, time(20, 45), 300)
TODAY = Desk(0.95, 0.85, time(21), 150)  # what must be done within a day
EVENINGS = Desk(0.95, 0.95, time(22, 30), 150)  # noise is looked at when it is made


class Hours:
    """Moves a moment on to when the desk would act: never back."""

    def __init__(self, rng: Random, calendar: Calendar):
        self.rng, self.calendar = rng, calendar

    def at(self, desk: Desk, at: datetime) -> datetime:
        day, clock = at.date(), at.time()
        if not self._open(day, desk) or clock > desk.until or (clock > CLOSES and self.rng.random() >= desk.overtime):
            return self._morning(self._following(day, desk), desk, at)
        if clock < OPENS:
            return self._morning(day, desk, at)
        if NOON <= clock < AFTERNOON and self.rng.random() < FASTING:
            return self._moment(day, AFTERNOON, at) + timedelta(minutes=self.rng.randrange(70))
        return at

    def _open(self, day: date, desk: Desk) -> bool:
        fact = self.calendar.by_date.get(day)
        return (fact is not None and fact.kind.works) or self.rng.random() < desk.at_weekends

    def _following(self, day: date, desk: Desk) -> date:
        day += timedelta(days=1)
        while not self._open(day, desk):
            day += timedelta(days=1)
        return day

    def _morning(self, day: date, desk: Desk, at: datetime) -> datetime:
        """What waited over night is seen to in the course of the day, most of it in the morning."""
        minutes = int(self.rng.triangular(0, desk.morning, 25))
        opens = self._moment(day, OPENS, at)
        return opens + timedelta(minutes=minutes + (NOON_BREAK if minutes > MORNING else 0))

    def _moment(self, day: date, clock: time, at: datetime) -> datetime:
        return datetime.combine(day, clock, at.tzinfo)
