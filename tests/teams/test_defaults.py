"""The starting kinds of team include those that the sub-bureau names first."""

from teams.defaults import kinds


def test_kinds_of_team():
    assert {"community", "campus", "building", "industry"} <= {kind["code"] for kind in kinds()}
