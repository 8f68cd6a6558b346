"""Duty: the roster of a station's month, and on top who is on duty now."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.organisation.models import Unit
from haidian_policing.pages.responses import answer
from teams.forms import RosterForm
from teams.models import DutyShift


def roster(request):
    """The month of one station: a row a day, a column a shift; one's own station and this month unless asked otherwise."""
    shifts = DutyShift.objects.visible_to(request.user)
    stations = Unit.objects.filter(pk__in=shifts.order_by().values("station")).in_official_order()
    form = RosterForm(request.GET, stations=stations)
    asked = form.cleaned_data if form.is_valid() else {}
    station = asked.get("station") or stations.filter(pk=getattr(request.user.standing.station, "pk", None)).first() or stations.first()
    month = asked.get("month") or timezone.localdate().replace(day=1)
    now = timezone.now()
    context = {
        "form": RosterForm({"station": station and station.pk, "month": f"{month:%Y-%m}"}, stations=stations),
        "station": station,
        "month": month,
        "today": timezone.localdate(),
        "before": f"{month - timedelta(days=1):%Y-%m}",
        "after": f"{_next_month(month):%Y-%m}",
        "now": shifts.at_station(station, now).first() if station else None,
        "days": _days(shifts.filter(station=station).with_people(), month) if station else [],
    }
    return answer(request, "teams/duty_roster.html", {**context, "breadcrumbs": [(_("Duty roster"), None)]})


def _next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _days(shifts, month: date) -> list[dict]:
    """One row for each day of the month with the shifts that begin on it."""
    starts, ends = (timezone.make_aware(datetime.combine(day, time())) for day in (month, _next_month(month)))
    by_day: dict[date, list[DutyShift]] = {}
    for shift in shifts.between(starts, ends):
        by_day.setdefault(timezone.localdate(shift.starts), []).append(shift)
    return [{"day": day, "shifts": found} for day, found in sorted(by_day.items())]
