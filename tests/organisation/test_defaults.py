"""The organisation's starting content is complete, in two languages, and free of words that the portal refuses."""

from collections import Counter
from pathlib import Path

import pytest

from haidian_policing.organisation import defaults
from haidian_policing.organisation.defaults.names import people, phone, police_number

ROOT = Path(defaults.__file__).parents[3]
APPS = ("haidian_policing/organisation", "haidian_policing/handbooks", "grids", "teams", "workstations", "whistle_reporting", "performance")
CONTENT = sorted(path for app in APPS for path in (ROOT / app / "defaults").iterdir() if path.suffix in {".csv", ".json", ".md"})
# The list of refused terms names them; one university has such a term in its proper name.
EXEMPT = {"refused_terms.csv"}
PROPER_NAMES = ("中央民族大学",)


def test_there_are_27_household_stations_and_one_of_another_kind():
    assert Counter(row["kind"] for row in defaults.stations()) == {"household": 27, "other": 1}


def test_every_household_station_serves_a_street_and_every_street_has_one():
    streets = defaults.streets()
    assert Counter(row["kind"] for row in streets) == {"street": 22, "town": 7}
    assert {row["station"] for row in streets} == {row["name"] for row in defaults.stations() if row["kind"] == "household"}


def test_579_communities_are_spread_over_all_streets():
    communities = defaults.communities()
    assert len(communities) == len({row["name"] for row in communities}) == 579
    assert {row["street"] for row in communities} == {row["name"] for row in defaults.streets()}
    assert Counter(row["kind"] for row in communities)["campus"] >= 20


def test_departments_are_of_two_categories():
    assert {row["category"] for row in defaults.departments()} == {"support", "operational"}


@pytest.mark.parametrize("read", [defaults.stations, defaults.streets, defaults.departments, defaults.squads, defaults.communities])
def test_official_order_is_one_to_n(read):
    assert [int(row["order"]) for row in read()] == list(range(1, len(read()) + 1))


def test_outline_is_a_closed_ring():
    ring = defaults.outline()
    assert ring[0] == ring[-1] and 40 <= len(ring) <= 80


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_content_is_plain_utf8(path):
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf") and b"\r" not in raw and raw.endswith(b"\n")
    assert all(sign.isprintable() or sign == "\n" for sign in raw.decode("utf-8"))


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: str(path.relative_to(ROOT)))
def test_content_has_no_refused_term(path):
    text = path.read_text(encoding="utf-8")
    for name in PROPER_NAMES:
        text = text.replace(name, "")
    found = [row["term"] for row in defaults.refused_terms() if row["term"] in text]
    assert path.name in EXEMPT or not found


@pytest.mark.parametrize("path", [path for path in CONTENT if path.suffix == ".csv"], ids=lambda path: str(path.relative_to(ROOT)))
def test_content_is_complete_in_two_languages(path):
    rows = defaults.rows(".".join(path.relative_to(ROOT).parent.parts), path.name)
    pairs = [(column, column.removesuffix("_en")) for column in rows[0] if column.endswith("_en")]
    assert [(row, english) for row in rows for english, chinese in pairs if bool(row[english]) != bool(row[chinese])] == []
    assert [row for row in rows for english, _ in pairs if any("\u4e00" <= sign <= "\u9fff" for sign in row[english])] == []


def test_people_are_the_same_for_the_same_seed():
    assert people(7, 50) == people(7, 50) != people(8, 50)
    assert {sex for _, sex in people(7, 50, women=1)} == {"f"}


def test_police_numbers_are_six_digits_and_unique():
    numbers = {police_number(index) for index in range(5000)}
    assert len(numbers) == 5000 and all(len(number) == 6 and number.startswith("0") for number in numbers)


def test_no_telephone_number_can_be_rung():
    numbers = {phone(index) for index in range(5000)}
    assert len(numbers) == 5000 and all(len(number) == 11 and number.startswith("100") for number in numbers)
