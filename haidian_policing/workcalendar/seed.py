"""The days that come with the portal: published years 2024-2026 and, for later years, what the law already fixes."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from .choices import DayKind
from .days import Hours, Periods

DATA = Path(__file__).parent / "data"
FIRST, LAST = date(2024, 1, 1), date(2035, 12, 31)
CONFIRMED = (2024, 2025, 2026)
USUAL: Periods = (510, 720, 810, 1050)  # 08:30-12:00, 13:30-17:30
HOURS = Hours(USUAL, {})
Special = dict[date, tuple[DayKind, str]]


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def holiday_names() -> dict[str, tuple[str, str]]:
    """Chinese and English name of each statutory holiday by code."""
    return {row["holiday"]: (row["name"], row["name_en"]) for row in _rows("holidays.csv")}


def published() -> Special:
    """Holidays and make-up workdays of the confirmed years, as the State Council's office published them."""
    return {date.fromisoformat(row["date"]): (DayKind(row["kind"]), row["holiday"]) for row in _rows("confirmed.csv")}


def expected() -> Special:
    """Statutory holidays of later years; which days are moved around them nobody knows before the notice."""
    return {date.fromisoformat(row["date"]): (DayKind.HOLIDAY, row["holiday"]) for row in _rows("expected.csv")}


def special_days() -> Special:
    """Everything that the seed knows."""
    return published() | expected()


def notice(year: int) -> str:
    """Title of the document in which a year is published."""
    return f"国务院办公厅关于{year}年部分节假日安排的通知"
