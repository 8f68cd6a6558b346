"""A running workstation on either side, and the services."""

import pytest
from django.utils import timezone

from tests.cast import SINCE
from workstations.models import Service, Site
from workstations.seeds import seed


@pytest.fixture
def sites(cast):
    seed(timezone.now())
    window = Service.objects.filter(family="window")
    for prefix in ("", "other_"):
        station, street, grid = (cast.named[f"{prefix}{name}"] for name in ("station", "street", "grid"))
        site = Site.objects.create(
            code=f"W{prefix}",
            name="工作站",
            name_en="Workstation",
            station=station,
            street=street,
            grid=grid,
            stage="running",
            opened_on=SINCE,
        )
        site.services.set(window)
        cast.named[f"{prefix}site"] = site
    cast.named["service"] = window.first()
    return cast
