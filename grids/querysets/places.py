"""Reads of grids."""

from datetime import date

from django.apps import apps
from django.db.models import F, FilteredRelation, OuterRef, Q, Subquery

from grids.querysets.holders import own_grids
from haidian_policing.access.exceptions import lent_to
from haidian_policing.access.standing import ReachableQuerySet, within
from haidian_policing.organisation.querysets import valid_on
from haidian_policing.search.texts import narrowed


class GridQuerySet(ReachableQuerySet):
    view_capability = "grid.view"

    def reach(self, person, capability: str) -> Q:
        reached = within(person, capability, station="station", squad="squad", street="street", own=lambda: Q(pk__in=own_grids(person)))
        return reached | lent_to(person, self.model) if capability == self.view_capability else reached

    def on(self, day: date):
        return self.filter(valid_on(day))

    def in_official_order(self):
        return self.order_by("station__order", "code")

    def with_lead(self, day: date):
        """Adds `lead_name` and `lead_number` of whoever leads the grid on the day, None where nobody does."""
        leads = FilteredRelation("assignments", condition=valid_on(day, "assignments__") & Q(assignments__kind="lead"))  # one at most
        return self.alias(lead=leads).annotate(lead_name=F("lead__person__name"), lead_number=F("lead__person__police_number"))

    def without_lead(self, day: date):
        return self.on(day).with_lead(day).filter(lead_name__isnull=True)

    def with_index(self, day: date):
        """Adds `index` and `correction` as last computed by the version of the weights in force."""
        version = apps.get_model("grids", "CatalogueVersion").objects.in_force("indicators", day)
        results = self.model._meta.get_field("workloads").related_model.objects.filter(grid=OuterRef("pk"), as_of__lte=day)
        newest = results.filter(version__in=version.values("pk")).order_by("-as_of")
        return self.annotate(index=Subquery(newest.values("index")[:1]), correction=Subquery(newest.values("correction")[:1]))

    def matching(self, text: str):
        """By number, by name in either language, or by pinyin initials."""
        return narrowed(self, text)
