"""Reads of calendar versions, and deadline arithmetic as database expressions for any queryset."""

from datetime import datetime

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    Func,
    IntegerField,
    QuerySet,
    Value,
    When,
)
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast

from .choices import Unit


class VersionQuerySet(QuerySet):
    """Versions of the calendars."""

    def in_use(self, at: datetime, calendar: str = "office") -> "VersionQuerySet":
        """The one version that new deadlines of this calendar take at that moment."""
        return self.filter(calendar=calendar, valid__contains=at)


class AddWorkingMinutes(Func):
    """`AddWorkingMinutes("started", "minutes", "version")`: the moment that many working minutes later."""

    function = "add_working_minutes"
    arity = 3
    output_field = DateTimeField()


class AddWorkingDays(Func):
    """The close of the N-th working day after the day of the start."""

    function = "add_working_days"
    arity = 3
    output_field = DateTimeField()


class WorkingMinutesBetween(Func):
    """Whole working minutes between two moments, negative when the second comes first."""

    function = "working_minutes_between"
    arity = 3
    output_field = IntegerField()


class WorkingDaysBetween(Func):
    """Working days closed between two moments."""

    function = "working_days_between"
    arity = 3
    output_field = IntegerField()


class ResumeWorkingTime(Func):
    """`ResumeWorkingTime(due, paused, resumed, version)`: due moved by the working time of a pause."""

    function = "resume_working_time"
    arity = 4
    output_field = DateTimeField()


class TouchesProvisionalYear(Func):
    """Does the time between two moments touch a year that is not confirmed?"""

    function = "touches_provisional_year"
    arity = 3
    output_field = BooleanField()


def integer(value: Combinable | str) -> Cast:
    """Numbers as the functions want them."""
    return Cast(value, IntegerField())


def due(start: str, amount: str, unit: str, version: Combinable | str) -> Case:
    """The deadline of each row by its own amount and unit, as `arithmetic.deadline` gives it; names are fields, version may be a Value."""
    version = Cast(version, BigIntegerField())
    return Case(
        When(**{unit: Unit.WORKING_MINUTES}, then=AddWorkingMinutes(start, integer(amount), version)),
        When(**{unit: Unit.WORKING_HOURS}, then=AddWorkingMinutes(start, integer(F(amount) * 60), version)),
        When(**{unit: Unit.WORKING_DAYS}, then=AddWorkingDays(start, integer(amount), version)),
        *(When(**{unit: natural}, then=_later(start, amount, seconds)) for natural, seconds in SECONDS.items()),
    )


SECONDS = {Unit.MINUTES: 60, Unit.HOURS: 3600, Unit.DAYS: 86400}


def _later(start: str, amount: str, seconds: int) -> ExpressionWrapper:
    """Natural time: hours, never calendar days, so that no time zone setting can bend it."""
    length = Func(Value(float(seconds)) * F(amount), template="make_interval(secs => %(expressions)s)", output_field=DurationField())
    return ExpressionWrapper(F(start) + length, output_field=DateTimeField())
