"""The workload index: numbers reckoned by hand, and the statement for all grids agrees with the function for one."""

from datetime import date, timedelta
from math import log

import pytest

from grids.actions import compute_workload
from grids.models import CatalogueVersion, Indicator, IndicatorCap, IndicatorValue, WorkloadIndex
from grids.sets.workload import counts_of
from grids.workload import Count, Workload

DAY = date(2026, 11, 23)


def test_base_takes_half_of_the_tide():
    assert Workload(4000, 1000, []).base == Workload(4000, 1000, []).index == 4500


def test_a_share_grows_with_the_logarithm_up_to_its_cap():
    assert Count(1, 9, 99, 0.5).share == pytest.approx(0.5)
    assert Count(1, 99, 99, 0.5).share == Count(1, 5000, 99, 0.5).share == 1
    assert (Count(1, 0, 0, 0.5).share, Count(1, 1, 0, 0.5).share) == (0, 1)


def test_a_hand_made_grid():
    grid = Workload(4000, 1000, [Count(1, 9, 99, 0.25), Count(2, 99, 99, 0.25), Count(3, 0, 10, 0.5)])
    assert grid.correction == pytest.approx(0.375)
    assert grid.index == pytest.approx(6187.5)
    assert [added for _, added in grid.waterfall()] == pytest.approx([562.5, 1125, 0])
    low, high = grid.sensitivity()
    # weight 3 up to 0.6: the others shrink by 0.4/0.5; down to 0.4: they grow by 0.6/0.5
    assert (low, high) == (pytest.approx(4500 * (1 + 0.375 * 0.8)), pytest.approx(4500 * (1 + 0.375 * 1.2)))


def test_workload_at_most_doubles():
    assert Workload(100, 0, [Count(n, 10**6, 5, 1 / 16) for n in range(16)]).index == pytest.approx(200)


@pytest.mark.django_db
def test_the_statement_agrees_with_the_function(cast, catalogue):
    for index, indicator in enumerate(Indicator.objects.all()):
        for grid, value in ((cast.grid, index * 3), (cast.other_grid, 40 - index)):
            IndicatorValue.objects.create(grid=grid, indicator=indicator, as_of=date(2026, 10, 31), value=value)
    assert compute_workload(day=DAY) == compute_workload(day=DAY) == 2
    version = CatalogueVersion.objects.get(kind="indicators")
    for grid in (cast.grid, cast.other_grid):
        row = WorkloadIndex.objects.get(grid=grid)
        twin = Workload(grid.population, grid.tidal_population, [Count(*given) for given in counts_of(grid.pk, version.pk, DAY)])
        assert row.index == pytest.approx(twin.index) and row.correction == pytest.approx(twin.correction)
    cap = counts_of(cast.grid.pk, version.pk, DAY)[15][2]
    assert cap == pytest.approx(25 + 0.95 * 20)
    assert log(1 + 45) / log(1 + cap) > 1


@pytest.mark.django_db
def test_the_caps_are_those_of_the_last_computation(cast, catalogue):
    count = IndicatorValue.objects.create(grid=cast.grid, indicator=Indicator.objects.first(), as_of=date(2026, 10, 31), value=10)
    version = CatalogueVersion.objects.get(kind="indicators")

    def count_and_cap(day):
        return counts_of(cast.grid.pk, version.pk, day)[0][1:3]

    assert count_and_cap(DAY) == (10, 10)
    compute_workload(day=DAY)
    IndicatorValue.objects.filter(pk=count.pk).update(value=20)
    assert count_and_cap(DAY) == (20, 10)
    assert count_and_cap(DAY - timedelta(days=1)) == (20, 20)
    compute_workload(day=DAY)
    assert count_and_cap(DAY + timedelta(days=9)) == (20, 20)
    assert set(IndicatorCap.objects.values_list("as_of", "cap")) == {(DAY, 20)}
