"""Dividing stations into groups of comparable size and workload."""

from datetime import date

from django.apps import apps
from django.db import transaction
from django.db.models import Max, OuterRef, Subquery, Sum

from grids.models import Community, Grid
from haidian_policing.organisation.models import Unit
from performance.choices import League
from performance.models import PeerGroupMember, PeerGroupVersion
from performance.statistics.groups import WEIGHTS, group_index, partition

GROUPS = 4
CALLS_INDICATOR = 11  # 月均110警情数


@transaction.atomic
def draw_groups(*, actor, valid_from: date, least: int = 5) -> PeerGroupVersion:
    """A new version of the station groups by 110 calls, actual population and area; in force from a day, approved by nobody yet."""
    stations = list(Unit.objects.of_kind("station").current().in_official_order().filter(station_kind="household"))
    factors = {name: [values.get(unit.pk, 0) or 1 for unit in stations] for name, values in _factors(valid_from).items()}
    index = group_index(factors) if stations else []
    number = (PeerGroupVersion.objects.filter(league=League.STATIONS).aggregate(last=Max("number"))["last"] or 0) + 1
    method = {
        "weights": WEIGHTS,
        "least": least,
        "index": {str(unit.pk): round(value, 4) for unit, value in zip(stations, index, strict=True)},
    }
    version = PeerGroupVersion.objects.create(league=League.STATIONS, number=number, drafted_by=actor, valid_from=valid_from, method=method)
    groups = partition(index, GROUPS, least)
    PeerGroupMember.objects.bulk_create(
        PeerGroupMember(version=version, unit=unit, group=group + 1) for unit, group in zip(stations, groups, strict=True)
    )
    return version


def _factors(day: date) -> dict[str, dict[int, float]]:
    """Population, area and monthly calls of each station."""
    grids = Grid.objects.on(day).order_by()
    newest = apps.get_model("grids", "IndicatorValue").objects.filter(grid=OuterRef("pk"), indicator__number=CALLS_INDICATOR)
    calls = grids.annotate(calls=Subquery(newest.order_by("-as_of").values("value")[:1]))
    area = Community.objects.filter(memberships__ends__isnull=True).order_by().values("memberships__grid__station")
    return {
        "population": dict(grids.values("station").annotate(total=Sum("population")).values_list("station", "total")),
        "area": {
            key: float(total) for key, total in area.annotate(total=Sum("area_km2")).values_list("memberships__grid__station", "total")
        },
        "calls": dict(calls.values("station").annotate(total=Sum("calls")).values_list("station", "total")),
    }
