"""One league from frozen inputs: ranks, ties, guards, and the same bytes every time."""

from copy import deepcopy

import pytest

from performance.statistics.league import canonical, digest, seed_of, settle

RULES = {
    "measures": [
        {"code": "disposal", "layer": "stretch", "better": "higher", "weight": "60", "worst": "0", "best": "1"},
        {"code": "closed", "layer": "stretch", "better": "higher", "weight": "30", "worst": "0", "best": "1"},
        {"code": "rework", "layer": "stretch", "better": "lower", "weight": "10", "worst": "1", "best": "0"},
    ],
    "least_weight": 70,
    "smallest_n": 10,
    "smallest_group": 5,
    "least_reliability": "0.50",
    "firm_reliability": "0.70",
}


def unit(number: int, in_time: int, n: int = 400, group: int = 1, previous=None) -> dict:
    facts = {"disposal": [in_time * 100, n], "closed": [n * 95, n], "rework": [0, n]}
    return {"unit": number, "group": group, "facts": facts, "previous": previous}


def inputs(*units, ranked: bool = True) -> dict:
    return {"rules": deepcopy(RULES), "units": list(units), "seed": seed_of("2026-10", "stations", "v1"), "ranked": ranked}


FIVE = [unit(1, 390), unit(2, 330), unit(3, 330), unit(4, 270), unit(5, 210)]


def test_scores_by_hand_and_ties_share_the_place():
    rows = settle(inputs(*FIVE))["scores"]
    assert [row["points"] for row in rows] == ["97.00", "88.00", "88.00", "79.00", "70.00"]
    assert [row["rank"] for row in rows] == [1, 2, 2, 4, 5]
    assert all(row["rank_low"] <= row["rank"] <= row["rank_high"] for row in rows)


def test_the_same_inputs_give_the_same_bytes():
    assert canonical(settle(inputs(*FIVE))) == canonical(settle(inputs(*FIVE)))
    assert digest(settle(inputs(*FIVE))) != digest(settle(inputs(*FIVE[:4], unit(5, 211))))


def test_others_do_not_move_a_score():
    alone = settle(inputs(FIVE[0]))["scores"][0]
    assert alone["points"] == settle(inputs(*FIVE))["scores"][0]["points"]


def test_small_groups_show_values_only():
    rows = settle(inputs(*FIVE[:4]))["scores"]
    assert {(row["rank"], row["flag"]) for row in rows} == {(None, "small")}


def test_few_cases_are_not_ranked_and_leave_no_gap():
    rows = settle(inputs(*FIVE, unit(6, 9, n=9)))["scores"]
    assert rows[-1]["flag"] == "few" and rows[-1]["rank"] is None
    assert [row["rank"] for row in rows[:-1]] == [1, 2, 2, 4, 5]


def test_no_rank_where_chance_explains_the_difference():
    rows = settle(inputs(*(unit(i, 300 + i) for i in range(6))))["scores"]
    assert {row["flag"] for row in rows} == {"unsure"}


def test_a_flash_report_has_no_ranks():
    rows = settle(inputs(*FIVE, ranked=False))["scores"]
    assert {row["flag"] for row in rows} == {"flash"} and {row["rank"] for row in rows} == {None}


def test_a_measure_with_nothing_to_count_is_missing_not_zero():
    lone = unit(7, 0)
    lone["facts"] = {"disposal": [39000, 400], "closed": [38000, 400]}
    assert settle(inputs(lone))["scores"][0]["points"] == "96.67"
    lone["facts"] = {"disposal": [39000, 400]}
    assert settle(inputs(lone))["scores"][0]["flag"] == "missing"


@pytest.mark.parametrize(("before", "matters"), [("96.50", False), ("70.00", True)])
def test_change_is_judged_by_its_own_interval(before, matters):
    row = settle(inputs(unit(1, 390, previous={"rank": 2, "points": before, "variance": "1.0"})))["scores"][0]
    assert row["change_matters"] is matters and row["previous_rank"] == 2


def test_a_baseline_passes_or_fails_and_moves_no_score():
    given = inputs(*FIVE)
    given["rules"]["measures"].append(
        {"code": "receipt", "layer": "baseline", "better": "higher", "weight": "0", "worst": "0.95", "best": "0.95"}
    )
    for row, in_time in zip(given["units"], (400, 380, 379, 400, 400), strict=True):
        row["facts"]["receipt"] = [in_time * 100, 400]
    rows = settle(given)["scores"]
    assert [row["measures"][-1]["met"] for row in rows] == [True, True, False, True, True]
    assert [row["points"] for row in rows] == ["97.00", "88.00", "88.00", "79.00", "70.00"]
