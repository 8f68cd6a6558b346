"""The starting task list is the one announced, fits an officer's month, and the demonstration map has no gap."""

from collections import Counter

import pytest
from shapely import Polygon, unary_union

from grids import defaults
from grids.defaults.district import district, street_polygons

PER_ITEM = "A1 5, A2 3, A3 3, B1 5, B2 5, B3 3, C1 5, C2 5, C3 4, D1 5, D2 5, D3 4, E1 4, E2 3, E3 3, F1 4, F2 4, F3 3"
EVIDENCE = {
    "A1": {"count"},
    "A2": {"note"},
    "A3": {"count"},
    "B1": {"count"},
    "B2": {"place"},
    "B3": {"count"},
    "C1": {"place"},
    "C2": {"count"},
    "C3": {"place_photo"},
    "D1": {"place_photo"},
    "D2": {"form_number"},
    "D3": {"place_photo"},
    "E1": {"case_number"},
    "E2": {"case_number"},
    "E3": {"case_number"},
    "F1": {"count"},
    "F2": {"ticket_number", "note"},
    "F3": {"roster"},
}


@pytest.fixture(scope="module")
def cells():
    return district(1)


@pytest.fixture(scope="module")
def shapes(cells):
    return [Polygon(cell["polygon"][0], cell["polygon"][1:]) for cell in cells]


def test_sixteen_indicators_three_of_them_about_people():
    assert [int(row["number"]) for row in defaults.indicators()] == list(range(1, 17))
    assert [row["number"] for row in defaults.indicators() if row["about_people"] == "yes"] == ["1", "2", "3"]
    assert {row["about_people"] for row in defaults.indicators()} == {"yes", "no"}


def test_the_task_list_has_6_categories_18_items_and_73_entries():
    assert (len(defaults.task_categories()), len(defaults.task_items()), len(defaults.task_entries())) == (6, 18, 73)
    assert Counter(row["item"] for row in defaults.task_entries()) == {
        item: int(count) for item, count in (pair.split() for pair in PER_ITEM.split(", "))
    }


def test_codes_follow_their_parents():
    assert all(row["code"][0] == row["category"] for row in defaults.task_items())
    assert all(row["code"].partition("-")[0] == row["item"] for row in defaults.task_entries())
    assert len({row["code"] for row in defaults.task_entries()}) == 73


def test_evidence_is_what_the_item_allows():
    assert [row["code"] for row in defaults.task_entries() if row["evidence"] not in EVIDENCE[row["item"]]] == []


def test_times_and_minutes_are_positive_and_frequencies_known():
    assert {row["frequency"] for row in defaults.task_entries()} <= set(defaults.PER_MONTH)
    assert all(int(row["times"]) > 0 and int(row["minutes"]) > 0 for row in defaults.task_entries())


def test_a_month_of_one_grid_fits_its_lead_officer():
    assert 5000 < defaults.monthly_minutes(defaults.task_entries()) <= 6000 < defaults.AVAILABLE_MINUTES


def test_nobody_is_set_a_number_of_disputes_calls_or_requests():
    asked_for = {"B1-1", "B1-2", "B1-3", "B3-1", "A3-1", "A3-2", "A3-3", "E1-2", "E1-3", "F2-1", "F2-4"}
    entries = {row["code"]: row for row in defaults.task_entries()}
    assert {code for code, row in entries.items() if row["item"] in {"E2", "E3"} or code in asked_for} <= {
        code for code, row in entries.items() if row["frequency"] == "on_demand"
    }


def test_what_is_done_on_demand_is_not_planned():
    entry = {"frequency": "on_demand", "times": "9", "minutes": "99"}
    assert defaults.monthly_minutes([entry]) == 0
    assert defaults.monthly_minutes([entry | {"frequency": "quarterly", "times": "1", "minutes": "10"}]) == 4


def test_the_map_has_every_community_of_29_streets(cells):
    assert len(cells) == len({cell["name"] for cell in cells}) == 579
    assert len(street_polygons(cells)) == 29


def test_the_map_has_no_gap_and_no_overlap(shapes):
    whole = unary_union(shapes)
    assert all(shape.is_valid for shape in shapes)
    assert whole.geom_type == "Polygon" and not whole.interiors
    assert sum(shape.area for shape in shapes) == pytest.approx(whole.area, abs=1e-12)


def test_neighbours_share_an_edge_and_know_each_other(cells, shapes):
    place = {cell["name"]: index for index, cell in enumerate(cells)}
    for cell, shape in zip(cells, shapes, strict=True):
        assert cell["neighbours"]
        for name in cell["neighbours"]:
            assert cell["name"] in cells[place[name]]["neighbours"]
            assert shape.intersection(shapes[place[name]]).length > 0


def test_coordinates_are_rounded_and_streets_in_one_piece(cells):
    assert all(round(value, 6) == value for cell in cells for ring in cell["polygon"] for point in ring for value in point)
    assert all(len(rings) == 1 for rings in street_polygons(cells).values())


def test_the_same_seed_draws_the_same_map(cells):
    assert district(1) == cells
    assert district(2) != cells
