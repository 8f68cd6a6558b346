"""Runs of units that cannot be told apart, as the ranking page draws them."""

import pytest

from performance.lists.rows import band_rows


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
