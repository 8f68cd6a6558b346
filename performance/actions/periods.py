"""Opening the periods that are accounted for."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from haidian_policing.workcalendar.arithmetic import deadline
from haidian_policing.workcalendar.choices import Unit
from haidian_policing.workcalendar.sets import current
from performance.choices import PeriodKind
from performance.models import Period

LENGTH = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}
CORRECTION_DAYS = 3  # working days after the cut-off


def open_period(kind: str, day: date, at: datetime) -> Period:
    """The period of that kind that holds the day, opened where nobody asked for it before."""
    starts = first_day(kind, day)
    ends = add_months(starts, LENGTH[kind])
    Period.objects.bulk_create(
        [Period(kind=kind, starts=starts, ends=ends, corrections_until=corrections_until(ends, at))], ignore_conflicts=True
    )
    return Period.objects.get(kind=kind, starts=starts)


def first_day(kind: str, day: date) -> date:
    months = LENGTH[kind]
    return date(day.year, (day.month - 1) // months * months + 1, 1)


def add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def corrections_until(ends: date, at: datetime) -> date:
    """The last day on which stations may still correct their data: some working days after the cut-off."""
    midnight = timezone.make_aware(datetime(ends.year, ends.month, ends.day)) - timedelta(seconds=1)
    return timezone.localdate(deadline(midnight, CORRECTION_DAYS, Unit.WORKING_DAYS, current(at)).at)
