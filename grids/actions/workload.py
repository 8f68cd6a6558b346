"""Computing the workload index of all grids."""

from datetime import date

from django.db import transaction

from grids.models import CatalogueVersion
from grids.sets import workload


@transaction.atomic
def compute_workload(*, day: date) -> int:
    """The index of every grid on the day by the weights in force; computing again replaces. How many grids."""
    version = CatalogueVersion.objects.in_force("indicators", day).first()
    return workload.fill(version.pk, day) if version else 0
