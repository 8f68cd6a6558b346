"""Duty: the roster of a station's month, and on top who is on duty now."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.pages.responses import answer
from teams.forms import RosterForm
from teams.models import DutyShift
from teams.papers import days_of, next_month, rostered, weekdays


def roster(request):
    """The month of one station: a row a day, a column a shift; one's own station and this month unless asked otherwise."""
    shifts, stations = DutyShift.objects.visible_to(request.user), rostered(request.user)
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
        "after": f"{next_month(month):%Y-%m}",
        "weekdays": weekdays(),
        "now": shifts.at_station(station, now).first() if station else None,
        "days": days_of(shifts.filter(station=station), month, next_month(month)) if station else [],
    }
    return answer(request, "teams/duty_roster.html", {**context, "breadcrumbs": [(_("Duty roster"), None)]})
