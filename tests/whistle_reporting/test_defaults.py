"""The starting catalogue of whistle items is complete, and its deadlines and questions can be used as they stand."""

from collections import Counter

import pytest

from whistle_reporting import defaults

CODES = [f"Z{number:02}" for number in range(1, 10)] + [f"P{number:02}" for number in range(1, 22)]
UNITS = {"natural_hours", "working_days", "natural_days", "by_appointment"}


def test_the_police_lead_in_9_items_and_cooperate_in_21():
    items = defaults.items()
    assert [item["code"] for item in items] == CODES
    assert all((item["role"] == "lead") == item["code"].startswith("Z") for item in items)
    assert Counter(item["klass"] for item in items) == {"enforcement": 16, "key_work": 8, "emergency": 6}


def test_only_cooperating_items_have_a_leader_outside():
    assert all(bool(item["leading_unit"]) == (item["role"] == "cooperate") for item in defaults.items())


def test_only_emergencies_are_reached_in_thirty_minutes():
    assert all((item["arrive_minutes"] == "30") == (item["klass"] == "emergency") for item in defaults.items())


def test_a_deadline_is_an_amount_or_an_appointment():
    for item in defaults.items():
        assert item["dispose_unit"] in UNITS
        assert bool(item["dispose_amount"]) == (item["dispose_unit"] != "by_appointment")


@pytest.mark.parametrize("item", defaults.items(), ids=lambda item: item["code"])
def test_questions_are_few_and_in_two_languages(item):
    assert 2 <= len(item["questions"]) <= 3
    assert len({question["code"] for question in item["questions"]}) == len(item["questions"])
    for question in item["questions"]:
        assert question["label"] and question["label_en"]
        assert question["kind"] in {"text", "number", "choice", "yes_no"}
        assert ("choices" in question) == (question["kind"] == "choice")
        assert all(choice["code"] and choice["label"] and choice["label_en"] for choice in question.get("choices", []))


def test_the_street_sees_what_kind_of_return_counts_against_it():
    assert {row["fault_of"] for row in defaults.return_reasons()} == {"street", "lead_unit", "nobody"}
    assert {"outside_catalogue", "duplicate", "no_place", "no_contact"} <= {row["code"] for row in defaults.return_reasons()}


def test_standard_texts_are_offered_in_every_class():
    texts = defaults.standard_texts()
    assert {row["klass"] for row in texts} == {"any", "enforcement", "key_work", "emergency"}
    assert len({row["text"] for row in texts}) == len(texts) >= 25


def test_every_item_has_several_demonstration_descriptions():
    descriptions = defaults.demo_texts()["descriptions"]
    assert sorted(descriptions) == sorted(CODES)
    assert all(4 <= len(texts) <= 6 and all(text.count("{place}") == 1 for text in texts) for texts in descriptions.values())
