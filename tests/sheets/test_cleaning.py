"""What people type."""

from datetime import date
from decimal import Decimal

import pytest

from haidian_policing.sheets import cleaning

DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-23",
        "2026/11/23",
        "2026.11.23",
        "20261123",
        "2026年11月23日",
        "46349",
        46349,
        46349.0,
        20261123,
        20261123.0,
        "２０２６－１１－２３",
        " 2026 年 11 月 23 日 ",
        "2026-11-23 00:00:00",
        "2026．11．23",
        "2026\u00a0/11/23",
        "46349.5",
    ],
)
def test_every_notation_of_a_date(typed: object) -> None:
    assert cleaning.day(typed) == DAY


@pytest.mark.parametrize("typed", ["2026-13-01", "2026-02-30", "26-11-23", "11/23/2026", "明天", "1", "99999999", 3, "2026-11"])
def test_what_is_no_date_says_how_to_write_one(typed: object) -> None:
    with pytest.raises(ValueError, match="2026-11-23"):
        cleaning.day(typed)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("王 小 明", "王小明"),
        ("　王\u00a0小明 ", "王小明"),
        ("John  Smith", "John Smith"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
        ("𠮷 田", "𠮷田"),
        ("Ｌｉ Ｍｉｎｇ", "Li Ming"),
    ],
)
def test_names(typed: str, kept: str) -> None:
    assert cleaning.name(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(13800138000.0, "13800138000"), ("１３８ ００１３ ８０００", "13800138000"), ("011010819900101001Ｘ", "011010819900101001X")],
)
def test_codes_stay_text(typed: object, kept: str) -> None:
    assert cleaning.digits(typed) == kept


def test_a_number_that_excel_has_rounded_is_refused() -> None:
    with pytest.raises(ValueError):
        cleaning.digits(110108199001010000.0)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("1,234.50", "1234.50"), ("１２．５", "12.5"), ("－3", "-3"), ("12.5%", "0.125"), (0.1, "0.1"), ("+7", "7"), ("1，234", "1234")],
)
def test_numbers(typed: object, value: str) -> None:
    assert cleaning.number(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["三", "1.2.3", "nan", "inf", "12,34", "１e", ""])
def test_no_numbers(typed: str) -> None:
    with pytest.raises(ValueError):
        cleaning.number(typed)


@pytest.mark.parametrize(("typed", "value"), [("是", True), ("√", True), ("否", False), ("Ｎ", False), (True, True), (0.0, False)])
def test_yes_and_no(typed: object, value: bool) -> None:
    assert cleaning.yes_no(typed) is value
