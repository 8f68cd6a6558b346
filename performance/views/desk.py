"""The performance office's month: what is filled, computed, published, issued, and what is still missing."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.jobs.actions import TooMany
from haidian_policing.jobs.models import Job
from haidian_policing.pages.responses import answer
from performance.actions.editions import COMPUTE, ask_to_compute
from performance.actions.periods import open_period
from performance.forms import ComputeForm
from performance.lists.desk import missing
from performance.measures import AGGREGATES
from performance.models import Edition, FillState, Period
from performance.views.editions import TONES, steps, track

SHOWN = 4


def desk(request: HttpRequest) -> HttpResponse:
    periods = list(Period.objects.newest_first()[:SHOWN])
    fills: dict[Any, dict[str, FillState]] = {}
    for fill in FillState.objects.filter(month__in=[period.starts for period in periods if period.kind == "month"]):
        fills.setdefault(fill.month, {})[fill.aggregate] = fill
    newest = Edition.objects.visible_to(request.user).filter(period__in=periods).newest().select_related("period", "published_by")
    editions = {edition.period_id: edition for edition in newest}
    return answer(
        request,
        "performance/desk_page.html",
        {
            "months": [month(request.user, period, editions.get(period.pk), fills.get(period.starts, {})) for period in periods],
            "jobs": Job.objects.filter(kind=COMPUTE).order_by("-pk")[:5],
            "form": ComputeForm(initial={"kind": "month", "day": timezone.localdate()}),
            "computes": may(request.user, "ranking.compute"),
            "breadcrumbs": [(_("Performance"), None), (_("Month desk"), None)],
        },
    )


def month(person, period: Period, edition: Edition | None, fills: dict[str, FillState]) -> dict[str, Any]:
    """One period: its counts, its edition, and what it still lacks."""
    rows = [{"label": aggregate.label, "fill": fills.get(code)} for code, aggregate in AGGREGATES.items()]
    return {
        "period": period,
        "last_day": period.ends - timedelta(days=1),
        "edition": edition,
        "tone": TONES[edition.state] if edition else "neutral",
        "fills": rows,
        "filled": sum(bool(row["fill"] and row["fill"].filled_at) for row in rows),
        "missing": missing(period, edition, rows, timezone.localdate()),
        "steps": steps(person, edition) if edition else [],
        "track": track(edition) if edition else [],
    }


def compute(request: HttpRequest) -> HttpResponse:
    """Ask a worker to compute a period."""
    form = ComputeForm(request.POST)
    if form.is_valid():
        period = open_period(form.cleaned_data["kind"], form.cleaned_data["day"], timezone.now())
        try:
            ask_to_compute(period, actor=request.user)
            messages.success(request, _("%(period)s is being computed; the page shows it when it is done.") % {"period": period})
        except TooMany as refusal:
            messages.error(request, str(refusal))
    else:
        messages.error(request, _("Choose a kind and a day."))
    return redirect("performance:desk")
