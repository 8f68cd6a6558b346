"""Absences: recorded with order number and cover, and shortened when somebody comes back early."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from haidian_policing.organisation.models import Absence, Person


def record_absence(
    people, *, kind: str, starts: date, ends: date, order_number: str, actor, at, cover: Person | None = None
) -> list[Absence]:
    """Each of these people is away from a day until the day before `ends`; raises ValidationError in words."""
    rows = [Absence(person=person, cover=cover, kind=kind, starts=starts, ends=ends, order_number=order_number) for person in people]
    try:
        with transaction.atomic():
            Absence.objects.bulk_create(rows)
    except IntegrityError as error:
        raise ValidationError(_words(error.__cause__.diag.constraint_name, rows)) from error
    return rows


def _words(constraint: str, rows: list[Absence]) -> str:
    if constraint == "nobody_covers_for_himself":
        return _("Nobody covers for himself.")
    if constraint == "absence_ends_after_it_starts":
        return _("The last day is before the first.")
    for row in rows:
        if other := Absence.objects.filter(person=row.person).overlapping(row.starts, row.ends).first():
            words = {"person": row.person.name, "starts": other.starts, "ends": other.last_day, "order": other.order_number}
            return _("%(person)s is away already from %(starts)s to %(ends)s (order %(order)s).") % words
    return _("The database refused this: %(rule)s.") % {"rule": constraint}


@transaction.atomic
def shorten_absence(absences, *, ends: date, actor, at) -> int:
    """Back at work on `ends`: the absence holds until the day before; one that has not begun is withdrawn; none becomes longer."""
    if over := absences.filter(ends__lte=ends).first():
        raise ValidationError(_("This absence ends on %(day)s already; it is only shortened.") % {"day": over.ends - timedelta(days=1)})
    withdrawn = absences.filter(starts__gte=ends).delete()[0]
    return withdrawn + absences.filter(ends__gt=ends).update(ends=ends)
