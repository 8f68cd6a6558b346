"""Reads of the versioned catalogues."""

from datetime import date

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When


class CatalogueQuerySet(QuerySet):
    def in_force(self, kind: str, day: date):
        """At most one, to be read as it is: the newest approved version that is valid on the day, else the default that awaits approval."""
        approved = Q(state="approved", valid_from__lte=day)
        rank = Case(When(approved, then=Value(1)), default=Value(0), output_field=IntegerField())
        return self.filter(approved | Q(number=1), kind=kind).alias(rank=rank).order_by("-rank", "-valid_from", "-number")[:1]


class EntryQuerySet(QuerySet):
    def of_version(self, version):
        """The entries of one version, or of a queryset of versions."""
        many = isinstance(version, QuerySet)
        return self.filter(**{"item__category__version__in" if many else "item__category__version": version})

    def loggable(self):
        """Entries that somebody logs; the rest come from roster and queue."""
        return self.exclude(evidence="roster")

    def in_order(self):
        return self.order_by("item__category__order", "item__order", "order")
