"""What of the grids is searched and picked from: grids, communities, entries of the task list, holders of a station."""

from django.db.models import BooleanField, OuterRef, Subquery, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grids.choices import Evidence
from grids.filters import items
from grids.forms import holders
from grids.models import CatalogueVersion, Community, Grid, GridCommunity, TaskEntry
from haidian_policing.access.standing import may
from haidian_policing.organisation.models import Person
from haidian_policing.organisation.querysets import valid_on
from haidian_policing.organisation.search import Staff, with_posts
from haidian_policing.search.kinds import Kind, key_of


class Grids(Kind):
    code, label, icon, page, listing = "grid", _("Grids"), "map", "grids:grid_detail", "grids:grid_list"
    may = "grid.view"

    def rows(self, person, at: str = ""):
        return Grid.objects.visible_to(person).on(person.standing.day).in_official_order().select_related("station")

    def note(self, row) -> str:
        return str(row.station)


class Communities(Kind):
    """A community is found with the grid that it lies in."""

    code, label, icon, may = "community", _("Communities"), "building-community", "grid.view"

    def rows(self, person, at: str = ""):
        seen = Grid.objects.visible_to(person).order_by()
        now = GridCommunity.objects.filter(valid_on(person.standing.day), community=OuterRef("pk"), grid__in=seen.values("pk"))
        return Community.objects.annotate(grid_now=Subquery(now.values("grid")[:1])).filter(grid_now__isnull=False).select_related("street")

    def note(self, row) -> str:
        return str(row.street)

    def href(self, row) -> str:
        return reverse("grids:grid_detail", kwargs={"pk": row.grid_now})


class TaskEntries(Kind):
    """An entry opens its form for whoever logs tasks, its line of the task list for others."""

    code, label, icon, may = "task", _("Task list"), "list-check", ("task.view", "catalogue.manage")

    def rows(self, person, at: str = ""):
        version = CatalogueVersion.objects.in_force("tasks", person.standing.day)
        opens = Value(may(person, "task.log"), BooleanField())
        return TaskEntry.objects.of_version(version).annotate(opens=opens).select_related("item").in_order()

    def note(self, row) -> str:
        return str(row.item)

    def href(self, row) -> str:
        if row.opens and row.evidence != Evidence.ROSTER:
            return reverse("grids:task_log", kwargs={"pk": row.pk})
        return f"{reverse('grids:task_catalogue')}#entry-{row.pk}"


class TaskItems(Kind):
    """An item of the task list, with its category."""

    code, may = "task_item", "task.view"

    def rows(self, person, at: str = ""):
        return items(None).select_related("category")

    def note(self, row) -> str:
        return str(row.category)


class Holders(Staff):
    """Who may hold the grid `at`: people of its station."""

    code, may = "holder", "grid.assign"

    def rows(self, person, at: str = ""):
        grid = Grid.objects.reachable_by(person, "grid.assign").filter(pk=key_of(at)).select_related("station").first()
        return with_posts(holders(grid.station) if grid else Person.objects.none(), person)


class Colleagues(Staff):
    """For whom a log may be entered: holders of one's own station."""

    code, may = "colleague", "task.enter_for"

    def rows(self, person, at: str = ""):
        station = person.standing.station
        return with_posts(holders(station) if station else Person.objects.none(), person)


SEARCHED = (Grids(), Communities(), TaskEntries())
PICKED = (Grids(), TaskItems(), Holders(), Colleagues())
