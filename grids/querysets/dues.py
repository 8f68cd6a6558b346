"""Reads of what is due."""

from datetime import date, timedelta

from django.db.models import Case, Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce, Least

from grids.lifecycle import COUNTED
from grids.querysets.holders import own_grids
from haidian_policing.access.standing import ReachableQuerySet, within

FEW = 10


class _Sum(Subquery):
    """The sum of the counts that a queryset gives, which may be sliced."""

    template = "(SELECT COALESCE(SUM(given.count), 0) FROM (%(subquery)s) AS given)"
    output_field = IntegerField()


class DueQuerySet(ReachableQuerySet):
    view_capability = "task.view"

    def _logs(self):
        return self.model._meta.get_field("logs").related_model.objects.filter(due=OuterRef("pk")).order_by()

    def reach(self, person, capability: str) -> Q:
        columns = {"station": "grid__station", "squad": "grid__squad", "street": "grid__street"}
        return within(person, capability, own=lambda: Q(grid__in=own_grids(person)), **columns)

    def of(self, person):
        """What somebody answers for today: everything on the grids that he holds or covers."""
        return self.filter(grid__in=own_grids(person))

    def running(self, day: date):
        """Periods that hold the day, and still ask for something."""
        return self.filter(starts__lte=day, ends__gt=day, needed__gt=0)

    def with_done(self):
        """Adds `done` and `verified`: the counts logged for each due, returned and withdrawn ones left out."""
        logs = self._logs().values("due")
        done = logs.filter(state__in=COUNTED).annotate(total=Sum("count")).values("total")
        verified = logs.filter(state="verified").annotate(total=Sum("count")).values("total")
        return self.annotate(done=Coalesce(Subquery(done), 0), verified=Coalesce(Subquery(verified), 0))

    def with_progress(self):
        """Adds `done` and `verified` as far as they are needed: of a due with ten thousand logs ten are read."""
        states = {"done": COUNTED, "verified": ("verified",)}
        capped = {name: Least(self._counted(*of), F("needed"), output_field=IntegerField()) for name, of in states.items()}
        return self.annotate(**capped)

    def _counted(self, *states: str) -> Case:
        """What is logged in these states, right up to `needed`: each log counts one at least, so no more of them are read."""
        counts = self._logs().filter(state__in=states).values("count")
        return Case(When(needed__lte=FEW, then=_Sum(counts[:FEW])), default=_Sum(counts))

    def undone(self):
        """Less logged than needed."""
        return self.alias(logged=self._counted(*COUNTED)).filter(logged__lt=F("needed"))

    def overdue(self, day: date):
        """Due before the day and within the last month, after which it is the performance office's matter."""
        return self.filter(due_on__lt=day, due_on__gte=day - timedelta(days=31), needed__gt=0)

    def of_now(self, day: date, since: date):
        """Running periods, and those that fell due since a day."""
        return self.filter(Q(ends__gt=day, starts__lte=day) | Q(due_on__lt=day, due_on__gte=since), needed__gt=0)


class SuspensionQuerySet(QuerySet):
    def with_tasks(self):
        """Each with its stations at hand and how many tasks it suspends."""
        return self.annotate(tasks=Count("entries")).prefetch_related("stations")
