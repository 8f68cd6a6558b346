"""What the ranking page draws: runs of units that cannot be told apart, scales, courses and limits."""

from decimal import Decimal

import pytest

from performance.lists.rows import band_rows
from performance.views import drawings


def row(rank, low):
    return {"rank": rank, "rank_low": low}


@pytest.mark.parametrize(
    ("rows", "bands"),
    [
        ([(1, 1), (2, 1), (3, 1)], [0, 0, 0]),
        ([(1, 1), (2, 2), (3, 2)], [0, 1, 1]),
        ([(1, 1), (2, 1), (3, 2), (4, 3)], [0, 0, 1, 1]),
        ([(1, 1), (1, 1), (None, None), (3, 3)], [0, 0, None, 1]),
    ],
)
def test_a_run_ends_where_a_unit_is_clearly_below_its_first(rows, bands):
    found = [row(*given) for given in rows]
    band_rows(found)
    assert [one["band"] for one in found] == bands


@pytest.mark.parametrize(
    ("lowest", "highest", "marks"),
    [
        (88.1, 100, [87.5, 90, 92.5, 95, 97.5, 100]),
        (99.5, 100, [98, 99, 100]),
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (1.2, 9, [0, 2, 4, 6, 8, 10]),
    ],
)
def test_a_scale_has_round_marks_around_its_values(lowest, highest, marks):
    assert drawings.ticks(lowest, highest) == marks


def test_courses_share_one_height_for_a_point_and_end_at_the_right():
    drawn = drawings.lines({1: [Decimal(90), None, Decimal(94)], 2: [Decimal(80), Decimal(81)], 3: [None, None, Decimal(70)]})
    assert drawn == {1: [(0.0, 19.0), (100.0, 1.0)], 2: [(50.0, 12.2), (100.0, 7.8)]}
    assert drawings.lines({}) == {}


def test_a_unit_is_beyond_the_limit_that_its_size_has():
    drawn = {"target": 0.9, "tau2": 0.0}
    assert [drawings.beyond(drawn, n, 0.8) for n in (10, 50, 500)] == ["", "95", "998"]
