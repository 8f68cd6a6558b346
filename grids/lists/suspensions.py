"""Orders by which tasks of some stations rest for some days."""

from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.filters import SuspensionFilter
from grids.models import Suspension
from haidian_policing.lists.columns import Column
from haidian_policing.lists.declaration import Link, List, Tab
from haidian_policing.phrasing import enumerated


class SuspensionList(List):
    code = "suspensions"
    page = "grids:suspensions"
    label = _("Suspended tasks")
    subtitle = _("During large events or raised duty levels: what is due shrinks, and nobody loses marks.")
    model = Suspension
    filterset = SuspensionFilter
    may = "task.suspend"
    order = ("-starts", "-pk")
    fields = ("order_number", "starts", "ends", "reason", "ordered_by__name", "ordered_at")
    empty = (_("Nothing is suspended"), _("An order suspends tasks of some stations for some days."))
    columns = (
        Column("order_number", _("Order number"), sort="order_number", title=True, width=24),
        Column("starts", _("First day"), "date", sort="starts"),
        Column("last_day", _("Last day"), "date", sort="ends"),
        Column("stations", _("Stations"), width=40),
        Column("tasks", _("Tasks"), "number"),
        Column("reason", _("Reason"), width=40),
        Column("ordered_by__name", _("Ordered by")),
        Column("ordered_at", _("Ordered"), "datetime", shown=False, width=17),
    )

    def queryset(self, person):
        return Suspension.objects.all()

    def told(self, rows, at):
        found = {row.pk: row for row in Suspension.objects.filter(pk__in=[row["pk"] for row in rows]).with_tasks()}
        for row in rows:
            row["stations"] = enumerated(found[row["pk"]].stations.all())
            row["tasks"] = found[row["pk"]].tasks
            row["last_day"] = row["ends"] - timedelta(days=1)
        return rows

    def tabs(self, person):
        return [Tab("", _("Current and upcoming")), Tab("over", _("Ended"))]

    def in_tab(self, queryset, person, code):
        day = person.standing.day
        return queryset.filter(ends__lte=day) if code == "over" else queryset.filter(ends__gt=day)

    def links(self, person):
        return [Link(_("Suspend tasks"), reverse("grids:suspension_new"), "plus", primary=True)]


SUSPENSIONS = SuspensionList()
