"""Every formula against a value worked by hand or printed in its source, and its properties."""

from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from performance.statistics import funnels, groups, intervals, ranks, scores, shrinkage


def test_wilson_agrees_with_newcombe_1998():
    # R. G. Newcombe, Statistics in Medicine 17 (1998), table I, method 3
    assert intervals.wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=5e-5)
    assert intervals.wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=5e-5)
    assert intervals.wilson(0, 20) == pytest.approx((0.0, 0.1611), abs=5e-5)
    assert intervals.wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=5e-5)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share_and_stays_a_proportion(pair):
    x, n = pair
    low, high = intervals.wilson(x, n)
    assert 0 <= low <= x / n <= high <= 1


def test_exact_poisson_limits_of_garwood():
    # the classical table: 0 -> (0, 3.689), 5 -> (1.623, 11.668), 9 -> (4.115, 17.085)
    assert intervals.exact_poisson(0) == pytest.approx((0, 3.689), abs=1e-3)
    assert intervals.exact_poisson(5) == pytest.approx((1.623, 11.668), abs=1e-3)
    assert intervals.count_limits(9) == pytest.approx((4.115, 17.085), abs=1e-3)


@given(st.integers(10, 2_000))
def test_byar_comes_close_to_the_exact_limits(x):
    assert intervals.byar(x) == pytest.approx(intervals.exact_poisson(x), rel=0.01)


def test_points_between_goalposts():
    assert scores.goalposts(Fraction(9, 10), Fraction(0), Fraction(1)) == 90
    assert scores.goalposts(Fraction(1, 10), Fraction(1), Fraction(0)) == 90
    assert scores.goalposts(Fraction(1), Fraction(1, 2), Fraction(9, 10)) == 100
    with pytest.raises(ValueError, match="differ"):
        scores.goalposts(Fraction(1), Fraction(1), Fraction(1))


def test_city_grid_by_hand():
    # 60·(45/50) + 30·(48/50) + 10·(1 − 2/48)
    points = [Fraction(4500, 50), Fraction(4800, 50), 100 * (1 - Fraction(2, 48))]
    assert scores.rounded(scores.composite(points, [60, 30, 10])) == Decimal("92.38")


def test_missing_measures_renormalise_down_to_seventy():
    assert scores.composite([90, None, None], [70, 20, 10]) == 90
    assert scores.composite([90, 80, None], [60, 30, 10]) == Fraction(60 * 90 + 30 * 80, 90)
    assert scores.composite([90, None, None], [69, 21, 10]) is None


@given(st.fractions(-1000, 1000))
def test_rounding_is_half_away_from_zero(value):
    assert abs(Fraction(scores.rounded(value)) - value) <= Fraction(1, 200)


def test_a_half_cent_goes_up():
    assert scores.rounded(Fraction("92.125")) == Decimal("92.13")
    assert scores.rounded(Fraction("-0.005")) == Decimal("-0.01")


def test_competition_ranking_leaves_a_gap_after_a_tie():
    assert ranks.competition([90, 80, 80, 70]) == [1, 2, 2, 4]
    assert ranks.competition([None, 1, 2]) == [None, 2, 1]


@given(st.lists(st.integers(0, 100), min_size=1, max_size=30))
def test_a_rank_counts_who_is_better(values):
    assert ranks.competition(values) == [1 + sum(other > value for other in values) for value in values]


def test_rank_intervals_narrow_where_nothing_is_uncertain():
    sure = ranks.posterior_ranks([3, 2, 1], [0] * 3, seed=1)
    assert [(row.low, row.middle, row.high) for row in sure] == [(1, 1, 1), (2, 2, 2), (3, 3, 3)]
    equal = ranks.posterior_ranks([0.0] * 10, [1.0] * 10, seed=1)
    assert all(row.low <= 2 and row.high >= 9 and row.expected == pytest.approx(5.5) for row in equal)


def test_where_chance_explains_everything_every_rank_is_possible():
    assert [(row.low, row.high) for row in ranks.posterior_ranks([90.0] * 3, [0.0] * 3, seed=1)] == [(1, 3)] * 3


def test_the_same_seed_gives_the_same_intervals():
    once, twice = (ranks.posterior_ranks([1, 2, 3], [1, 1, 1], seed=7) for _ in range(2))
    assert once == twice


def test_paule_mandel_of_equal_variances_by_hand():
    # with equal v the equation is Σ(y−ȳ)²/(v+τ²) = p−1, so τ² = s² − v; s² of 1, 3, 5, 7 is 20/3
    assert shrinkage.paule_mandel([1, 3, 5, 7], [1] * 4) == pytest.approx(20 / 3 - 1)
    assert shrinkage.paule_mandel([5, 5.1], [1, 1]) == 0


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0.01, 50)), min_size=2, max_size=30))
def test_shrunk_values_lie_between_the_value_and_the_mean(pairs):
    values, variances = zip(*pairs, strict=True)
    found = shrinkage.shrink(values, variances)
    assert all(0 <= r < 1 for r in found.reliabilities)
    for value, theta in zip(values, found.values, strict=True):
        assert min(value, found.mean) - 1e-6 <= theta <= max(value, found.mean) + 1e-6


def test_small_counts_shrink_towards_the_prior():
    assert shrinkage.gamma_poisson(0, 2, 5, 5) == pytest.approx(5 / 7)
    assert shrinkage.beta_binomial(3, 3, 8, 2) == pytest.approx(11 / 13)


def test_funnel_limits_by_hand():
    low, high = funnels.proportion_limits(0.5, 100, 1.959964)
    # asin√½ = π/4, spread 1.959964/20: sin²(0.78540 ∓ 0.09800)
    assert (low, high) == pytest.approx((0.4027, 0.5973), abs=1e-4)
    assert funnels.ratio_limits(4, 1.959964) == pytest.approx((0.3753, 2.6645), abs=1e-4)
    assert funnels.proportion_limits(1.0, 10, 3.09)[1] == 1


@given(st.lists(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1, max_size=27))
def test_a_funnel_narrows_with_size_and_holds_its_target(counts):
    funnel = funnels.proportion_funnel(counts)
    inner, outer = funnel["limits"]["95"], funnel["limits"]["998"]
    assert all(
        o[0] <= i[0] <= funnel["target"] + 1e-9 and funnel["target"] - 1e-9 <= i[1] <= o[1] for i, o in zip(inner, outer, strict=True)
    )
    assert all(a[1] - a[0] >= b[1] - b[0] - 1e-9 for a, b in pairwise(inner))


def test_no_extra_variance_where_the_units_differ_by_chance():
    assert funnels.over_dispersion([0.1, -0.2, 0.3, 0.0], [0.1] * 4)[1] == 0
    assert funnels.over_dispersion([5, -5, 4, -4], [0.1] * 4)[1] > 0


@given(st.lists(st.floats(-3, 3), min_size=6, max_size=12, unique=True), st.integers(1, 3), st.integers(1, 3))
def test_the_partition_is_the_best_of_all(values, count, least):
    found = groups.partition(values, count, least)
    line = sorted(values, reverse=True)
    count = max(1, min(count, len(values) // least))

    def cost(cuts: tuple) -> float:
        parts = [line[a:b] for a, b in zip((0, *cuts), (*cuts, len(line)), strict=True)]
        if any(len(part) < least for part in parts):
            return float("inf")
        return sum(sum((v - sum(part) / len(part)) ** 2 for v in part) for part in parts)

    best = min(cost(cuts) for cuts in combinations(range(1, len(line)), count - 1))
    parts: dict[int, list[float]] = {}
    for value, group in zip(values, found, strict=True):
        parts.setdefault(group, []).append(value)
    assert len(parts) == count
    assert sum(sum((v - sum(part) / len(part)) ** 2 for v in part) for part in parts.values()) == pytest.approx(best, abs=1e-9)


def test_twenty_seven_stations_make_four_groups_of_five_at_least():
    index = groups.group_index({"calls": range(10, 280, 10), "population": range(100, 127), "area": [5] * 27})
    found = groups.partition(index, 4)
    assert sorted({found.count(g) for g in range(4)})[0] >= 5 and max(found) == 3
    assert groups.partition([1, 2, 3], 4) == [0, 0, 0]
