"""The calendar's pages: years, one year, and its confirmation with the difference from what was known."""

from calendar import Calendar as Weeks
from collections import Counter
from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.jobs.actions import tell
from haidian_policing.pages.responses import answer

from .actions import Change, Confirmation, confirm_year, difference, specials
from .choices import DayKind
from .days import DayFact
from .forms import YearForm
from .ledger import holiday_name
from .models import Version
from .sets import hours_of, load

TONES = {DayKind.HOLIDAY: "holiday", DayKind.MAKEUP: "makeup", DayKind.WEEKEND: "weekend", DayKind.WORKDAY: "workday"}


def year_list(request: HttpRequest) -> HttpResponse:
    """Every year of the version in use, and the versions there have been."""
    version = in_use()
    counts = _counts(version)
    context = {
        "years": [(row, counts[row.year]) for row in version.years.order_by("-year")],
        "version": version,
        "versions": Version.objects.filter(calendar=version.calendar).order_by("-number"),
        "hours": _hours(version),
        "breadcrumbs": [(_("Work calendar"), None)],
    }
    return answer(request, "workcalendar/year_list.html", context)


def year_detail(request: HttpRequest, year: int) -> HttpResponse:
    """Twelve months with the reason of every day."""
    version, row = _year(year)
    context = {
        "row": row,
        "counts": Counter(day.kind.value for day in load(version).days if day.date.year == year),
        "months": _months(year, load(version).by_date),
        "may_confirm": may(request.user, "calendar.confirm"),
        "breadcrumbs": _trail((str(year), None)),
    }
    return answer(request, "workcalendar/year_detail.html", context)


def year_confirm(request: HttpRequest, year: int) -> HttpResponse:
    """First the difference is shown, then the same form is sent again with confirm=1."""
    version, row = _year(year)
    known = {day: fact for day, fact in specials(version).items() if day.year == year}
    form = YearForm(request.POST or None, year=year, known=known, version=version.pk)
    changes: list[Change] | None = None
    outdated = False
    if request.method == "POST" and form.is_valid():
        if outdated := form.cleaned_data["seen"] != version.pk:
            form.add_error(None, _("The calendar has changed in the meantime. Look at the difference again."))
            form.data = form.data.copy()
            form.data["seen"] = str(version.pk)
        elif request.POST.get("confirm"):
            days = len(confirmed(request, year, form).changes)
            messages.success(request, _("%(year)s is confirmed; days that changed: %(days)s.") % {"year": year, "days": days})
            return redirect("workcalendar:year_detail", year=year)
        changes = difference(version, year, form.special)
    context = {
        "row": row,
        "form": form,
        "changes": changes,
        "months": _months(year, _proposed(version, changes), changes or ()),
        "words": day_words,
        "breadcrumbs": _trail((str(year), reverse("workcalendar:year_detail", kwargs={"year": year})), (_("Confirm the year"), None)),
    }
    return answer(request, "workcalendar/year_confirm.html", context, status=409 if outdated else 200)


@transaction.atomic
def confirmed(request: HttpRequest, year: int, form: YearForm) -> Confirmation:
    """A new version of the calendar; whoever keeps provisional deadlines is told to count them again."""
    source = form.cleaned_data["source"]
    confirmation = confirm_year(year=year, special=form.special, source=source, actor=request.user, at=timezone.now())
    record(Action.SETTING, request=request, target=confirmation.version, what="calendar_year", year=year, changed=len(confirmation.changes))
    tell("calendar_changed", f"calendar-{confirmation.version.pk}", version=confirmation.version.pk)
    return confirmation


def in_use() -> Version:
    return Version.objects.in_use(timezone.now()).get()


def _year(year: int) -> tuple:
    version = in_use()
    row = version.years.filter(year=year).first()
    if row is None:
        raise Http404
    return version, row


def _trail(*steps: tuple[str, str | None]) -> list[tuple[str, str | None]]:
    return [(_("Work calendar"), reverse("workcalendar:year_list")), *steps]


def _hours(version: Version) -> list[tuple[str, str]]:
    """The year round, or the season, and its periods."""
    hours = hours_of(version)
    spans = DayFact(version.first_day, DayKind.WORKDAY, periods=hours.usual).clock
    seasons = [
        (
            f"{first // 100:02}-{first % 100:02} – {last // 100:02}-{last % 100:02}",
            DayFact(version.first_day, DayKind.WORKDAY, "", own).clock,
        )
        for (first, last), own in hours.seasons.items()
    ]
    return [(_("Usual hours"), spans), *seasons]


def _counts(version: Version) -> dict[int, Counter]:
    """How many days of each kind a year has."""
    counts: dict[int, Counter] = {}
    for day in load(version).days:
        counts.setdefault(day.date.year, Counter())[day.kind.value] += 1
    return counts


def _proposed(version: Version, changes: list[Change] | None) -> dict[date, DayFact]:
    known = load(version).by_date
    return known | {change.date: change.after for change in changes} if changes else known


def _months(year: int, days: dict[date, DayFact], changes: Iterable[Change] = ()) -> list[tuple[int, list[list[dict | None]]]]:
    """Twelve times (month, weeks of seven cells); a cell outside the month is None."""
    changed = {change.date for change in changes}
    weeks = Weeks().monthdatescalendar
    return [
        (month, [[_cell(days[day], day in changed) if day.month == month else None for day in week] for week in weeks(year, month)])
        for month in range(1, 13)
    ]


def _cell(day: DayFact, is_changed: bool) -> dict:
    return {"day": day.date.day, "date": day.date, "kind": TONES[day.kind], "words": day_words(day), "changed": is_changed}


def day_words(day: DayFact) -> str:
    """Why a day counts or not, with the holiday's name."""
    if day.kind is DayKind.MAKEUP and day.holiday:
        return _("make-up workday for %(name)s") % {"name": holiday_name(day.holiday)}
    return holiday_name(day.holiday) if day.holiday else str(day.kind.label)
