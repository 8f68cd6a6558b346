"""The seed is what the State Council published."""

from datetime import date

import chinese_calendar
import pytest

from haidian_policing.workcalendar import seed
from haidian_policing.workcalendar.choices import DayKind
from haidian_policing.workcalendar.timeline import Calendar

MAKEUP_2026 = [date(2026, 1, 4), date(2026, 2, 14), date(2026, 2, 28), date(2026, 5, 9), date(2026, 9, 20), date(2026, 10, 10)]


@pytest.mark.requirement("R39")
def test_the_six_make_up_workdays_of_2026() -> None:
    published = seed.published()
    assert [day for day in published if published[day][0] is DayKind.MAKEUP and day.year == 2026] == MAKEUP_2026


@pytest.mark.parametrize("year", seed.CONFIRMED)
def test_every_day_of_the_confirmed_years_is_as_published(calendar: Calendar, year: int) -> None:
    wrong = [day.date for day in calendar.days if day.date.year == year and chinese_calendar.is_workday(day.date) != day.kind.works]
    assert wrong == []


def test_every_holiday_has_both_names() -> None:
    codes = {holiday for _, holiday in seed.special_days().values()}
    assert all(all(seed.holiday_names()[code]) for code in codes)


@pytest.mark.parametrize("year", range(2027, 2036))
def test_later_years_hold_the_thirteen_days_of_the_law(year: int) -> None:
    """Twelve where Mid-autumn falls into National Day (2028, 2031)."""
    assert sum(day.year == year for day in seed.expected()) == (12 if year in (2028, 2031) else 13)
