"""The lists of the workstations: sites with today's figures, and visits."""

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from haidian_policing.access.alike import alike
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import List, Tab
from workstations.choices import Outcome, SiteStage, VisitState
from workstations.filters import SiteFilter, VisitFilter
from workstations.models import Site, Visit
from workstations.querysets import NO_FIGURES
from workstations.sets import TURN, figures
from workstations.visits import TONES

STAGE_TONES = {"chosen": "neutral", "building": "warn", "running": "good", "closed": "neutral"}


class SiteList(List):
    code = "sites"
    page = "workstations:site_list"
    label = _("Workstations")
    subtitle = _("Police, governance and enforcement station in one; today's visits at the windows.")
    model = Site
    filterset = SiteFilter
    may = "visit.view"
    order = ("station__order", "code")
    fields = ("code", "offers", "windows", "opened_on", "hours")
    names = {
        "name": ("name", "name_en"),
        "station": ("station__short_name", "station__name_en"),
        "street": ("street__short_name", "street__name_en"),
        "grid": ("grid__name", "grid__name_en"),
    }
    words = {"stage": SiteStage}
    tones = {"stage": STAGE_TONES}
    href = "workstations:site_detail"
    columns = (
        Column("name", _("Workstation"), sort="name", title=True, width=26),
        Column("station", _("Station"), sort="station__order"),
        Column("street", _("Street"), sort="street__order"),
        Column("grid", _("Grid")),
        Column("stage", pgettext_lazy("site", "Stage"), "state"),
        Column("offers", _("Services"), "number"),
        Column("waiting", pgettext_lazy("visit", "Waiting"), "number"),
        Column("served", _("Served today"), "number"),
        Column("windows", _("number of windows"), "number", shown=False),
        Column("hours", _("window hours"), shown=False),
        Column("opened_on", _("in operation since"), "date", sort="opened_on", blank=True, shown=False),
    )

    def queryset(self, person):
        return Site.objects.visible_to(person).annotate(offers=Count("services"))

    def told(self, rows, at):
        """With today's figures of the windows: one statement."""
        today = figures([row["pk"] for row in rows], timezone.localdate(at))
        for row in rows:
            row |= today[row["pk"]] if row["stage_code"] == "running" else dict.fromkeys(NO_FIGURES)
        return rows

    def tabs(self, person):
        held = dict(_by_stage.rows(person))
        return [Tab("", _("All"), sum(held.values())), *(Tab(code, label, held.get(code, 0)) for code, label in SiteStage.choices)]

    def in_tab(self, queryset, person, code):
        return queryset.filter(stage=code) if code in SiteStage.values else queryset


@alike
def _by_stage(person):
    return Site.objects.visible_to(person).order_by().values_list("stage").annotate(Count("pk"))


class VisitList(List):
    code = "visits"
    page = "workstations:visit_list"
    label = pgettext_lazy("list", "Visits")
    subtitle = _("Numbers carry no names: nothing about a visitor is kept.")
    model = Visit
    filterset = VisitFilter
    may = "visit.view"
    order = ("-day", "-number", "-pk")
    fields = ("day", "number", "window", "came_at", "waited_minutes", "served_minutes", "clerk__name")
    names = {"site": ("site__name", "site__name_en"), "service": ("service__name", "service__name_en")}
    words = {"state": VisitState, "outcome": Outcome}
    tones = {"state": TONES}
    href = "workstations:visit_detail"
    first = 5
    empty = (_("No visits match"), _("Widen the days or clear the conditions."))
    columns = (
        Column("turn", pgettext_lazy("visit", "Number"), "mono", title=True),
        Column("site", _("Workstation"), width=24),
        Column("service", _("Service"), width=20),
        Column("state", _("State"), "state"),
        Column("outcome", pgettext_lazy("visit", "Result")),
        Column("window", _("Window"), "number"),
        Column("clerk__name", _("Clerk")),
        Column("came_at", _("Came"), "datetime", width=17),
        Column("waited_minutes", _("Waited, min"), "number"),
        Column("served_minutes", _("Served, min"), "number"),
    )

    def told(self, rows, at):
        for row in rows:
            row["turn"] = f"{row['day']:%m%d}-{row['number']:03}"
        return rows

    def in_sql(self, many=False):
        return {"turn": TURN}, ""


LISTS = SITES, VISITS = SiteList(), VisitList()
