"""Starting content of the organisation, and the one reader that every app's starting content goes through."""

import csv
import json
from importlib.resources import files
from io import StringIO
from typing import Any

HERE = __name__


def rows(package: str, name: str) -> list[dict[str, str]]:
    """The rows of one CSV file of a package, as they stand: every value is text, an absent value is empty."""
    return list(csv.DictReader(StringIO(files(package).joinpath(name).read_text(encoding="utf-8"))))


def document(package: str, name: str) -> Any:
    """The content of one JSON file of a package."""
    return json.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


def stations() -> list[dict[str, str]]:
    """Stations in official order; `kind` is household or other."""
    return rows(HERE, "stations.csv")


def streets() -> list[dict[str, str]]:
    """Streets and towns in official order, each with its approximate centre, area in km² and the station that serves it."""
    return rows(HERE, "streets.csv")


def departments() -> list[dict[str, str]]:
    """Departments of the sub-bureau in their two categories, support and operational."""
    return rows(HERE, "departments.csv")


def squads() -> list[dict[str, str]]:
    """The two squads and the room of a household station, and how police groups are named inside them."""
    return rows(HERE, "squads.csv")


def communities() -> list[dict[str, str]]:
    """Communities, villages and campuses of each street, in the order in which the map is divided."""
    return rows(HERE, "communities.csv")


def outline() -> list[list[float]]:
    """The district's outline as a closed ring of longitude and latitude: drawn by hand, for demonstration only."""
    return document(HERE, "outline.json")["ring"]


def refused_terms() -> list[dict[str, str]]:
    """Words that no starting content and nothing an administrator adds may contain, each with the reason."""
    return rows(HERE, "refused_terms.csv")
