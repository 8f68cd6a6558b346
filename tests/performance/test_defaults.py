"""The built-in rule sets add up, and none of them uses a measure that the portal forbids."""

from collections import defaultdict

from performance import defaults
from performance.measures import MEASURES


def test_ranked_weights_add_up_to_a_hundred():
    weights: dict[str, int] = defaultdict(int)
    for rule in defaults.rules():
        weights[rule["rule_set"]] += int(rule["weight"])
        assert (int(rule["weight"]) > 0) == (rule["layer"] == "stretch")
    assert weights == {"blended": 100, "city_grid": 100, "three_rates": 100, "task_list": 100}
    assert set(weights) == {row["code"] for row in defaults.rule_sets()}


def test_goalposts_run_the_way_of_the_direction():
    for rule in defaults.rules():
        if rule["layer"] == "stretch":
            assert (float(rule["upper"]) > float(rule["lower"])) == (rule["direction"] == "higher")
        elif rule["layer"] == "baseline":
            assert rule["upper"] == rule["lower"]


def test_every_line_is_a_measure_that_is_counted():
    for rule in defaults.rules():
        measure = MEASURES[rule["measure"]]
        assert measure.better == rule["direction"]
        assert rule["layer"] == "baseline" or not measure.baseline_only


def test_no_rule_uses_a_forbidden_measure():
    forbidden = [row["term"] for row in defaults.forbidden_measures()]
    assert [rule["label"] for rule in defaults.rules() if any(term in rule["label"] for term in forbidden)] == []
