"""The calendar's pages: looking at years, confirming one."""

from datetime import timedelta

import pytest
from django.urls import reverse

from haidian_policing.audit.models import AuditEvent
from haidian_policing.jobs.models import OutboxMessage
from haidian_policing.workcalendar.actions import specials
from haidian_policing.workcalendar.choices import DayKind
from haidian_policing.workcalendar.forms import ORDER, YearForm
from haidian_policing.workcalendar.models import Version

ADDRESS = "/calendar/2027/confirm/"


def filled(version: Version, **changed) -> dict:
    """The form as it comes up, with some fields changed."""
    known = {day: fact for day, fact in specials(version).items() if day.year == 2027}
    form = YearForm(None, year=2027, known=known, version=version.pk)
    return {name: str(form.get_initial_for_field(field, name) or "") for name, field in form.fields.items()} | changed


@pytest.fixture
def browser(cast, version: Version):
    return cast.client(cast.system_admin)


def test_every_year_is_listed_with_its_state(browser) -> None:
    page = browser.get(reverse("workcalendar:year_list")).content.decode()
    assert "国务院办公厅关于2026年部分节假日安排的通知" in page and "暂定年度" in page and "08:30–12:00, 13:30–17:30" in page


def test_a_month_says_why_a_day_is_what_it_is(browser) -> None:
    page = browser.get("/calendar/2026/").content.decode()
    assert "2026-10-10 国庆节调休上班" in page and "2026-10-03 国庆节" in page


def test_a_year_outside_the_calendar_is_absent(browser) -> None:
    assert browser.get("/calendar/1999/").status_code == 404


def test_an_officer_looks_but_does_not_confirm(cast, version: Version) -> None:
    officer = cast.client(cast.officer)
    assert officer.get("/calendar/2027/").status_code == 200
    assert officer.get(ADDRESS).status_code == 404
    assert officer.post(ADDRESS, filled(version)).status_code == 404


def test_the_difference_is_shown_before_anything_is_stored(browser, version: Version) -> None:
    page = browser.post(ADDRESS, filled(version, spring_last="2027-02-11", spring_makeup="2027年2月20日、2027.2.14")).content.decode()
    assert "2027-02-20" in page and "春节调休上班" in page
    assert Version.objects.count() == 1


@pytest.mark.requirement("R39")
def test_confirming_opens_a_version_leaves_a_trace_and_tells_who_keeps_deadlines(browser, version: Version) -> None:
    given = filled(version, spring_last="2027-02-11", spring_makeup="2027-02-20", confirm="1")
    assert browser.post(ADDRESS, given).status_code == 302
    new = Version.objects.latest("number")
    assert new.number == 2 and new.years.get(year=2027).state == "confirmed"
    assert new.days.get(date="2027-02-20").kind == DayKind.MAKEUP
    assert AuditEvent.objects.filter(action="setting", detail__year=2027).exists()
    assert OutboxMessage.objects.filter(topic="calendar_changed", body__version=new.pk).exists()


def test_what_somebody_changed_meanwhile_is_looked_at_again(browser, version: Version) -> None:
    page = browser.post(ADDRESS, filled(version, seen=str(version.pk + 1), confirm="1")).content.decode()
    assert "日历在此期间已有变动" in page and Version.objects.count() == 1


@pytest.mark.parametrize(
    "changed",
    [
        {"spring_first": ""},
        {"spring_last": "2027-02-01"},
        {"spring_last": "2027-03-20"},
        {"new_year_first": "2026-12-31"},
        {"national_makeup": "2027-10-02"},
        {"national_makeup": "2027-10-12"},
        {"national_makeup": "2026-10-10"},
        {"national_makeup": "下周六"},
        {"source": ""},
    ],
)
def test_slips_of_the_pen_are_refused(browser, version: Version, changed: dict) -> None:
    response = browser.post(ADDRESS, filled(version, **changed, confirm="1"))
    assert response.status_code == 200 and "error-summary" in response.content.decode()
    assert Version.objects.count() == 1


def test_a_holiday_inside_another_keeps_its_own_name(version: Version) -> None:
    form = YearForm(filled(version, national_first="2027-09-15", national_last="2027-09-17"), year=2027, known={}, version=version.pk)
    assert form.is_valid()
    first = next(iter(sorted(day for day, fact in form.special.items() if fact == (DayKind.HOLIDAY, "mid_autumn"))))
    assert form.special[first + timedelta(days=1)] == (DayKind.HOLIDAY, "national") and set(ORDER) >= {
        code for _, code in form.special.values()
    }
