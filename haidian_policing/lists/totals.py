"""How many rows each of several querysets holds, in one statement, counted as a list counts: exactly to 10,000."""

from collections.abc import Mapping

from django.db.models import IntegerField, QuerySet, Subquery

from haidian_policing.organisation.models import Person
from haidian_policing.pages.pagination import COUNTED


class _Total(Subquery):
    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()
    empty_result_set_value = 0


def totals(person, querysets: Mapping[str, QuerySet]) -> dict[str, int]:
    """By code; 10,001 for more. Each queryset is planned for itself, so each finds its own index."""
    counted = {code: _Total(queryset.order_by().values("pk")[: COUNTED + 1]) for code, queryset in querysets.items()}
    return Person.objects.filter(pk=person.pk).order_by().values(**counted)[0] if counted else {}
