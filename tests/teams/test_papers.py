"""The duty roster for the door: a month, or the week of a day, of a station in reach."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.exports.reading import printed
from tests.teams.conftest import shift_of

ROSTER = "teams:roster_paper"


def test_the_month_holds_each_shift_with_its_people(teams):
    teams.shift.crew.add(teams.officer)
    month = f"{timezone.localtime(teams.shift.starts):%Y-%m}"
    export, pages = printed(teams.client(teams.chief), ROSTER, teams.station.pk, query=f"month={month}")
    hours = "–".join(f"{timezone.localtime(moment):%H:%M}" for moment in (teams.shift.starts, teams.shift.ends))
    for words in (f"{teams.station.name}值班表", hours, teams.chief.name, teams.duty_officer.name, teams.officer.name, "所长（签字）"):
        assert words in pages[0]
    assert (export.rows, export.file.name.endswith(".pdf")) == (1, True)


def test_a_week_holds_its_seven_days_only(teams):
    day = timezone.localdate(teams.shift.starts)
    far = shift_of(teams, hours=24 * 9)
    export, pages = printed(teams.client(teams.chief), ROSTER, teams.station.pk, query=f"week={day}")
    monday = day - timedelta(days=day.weekday())
    assert f"{monday}—{monday + timedelta(days=6)}" in pages[0]
    assert export.rows == 1 and f"{timezone.localdate(far.starts):%m-%d}周" not in pages[0]


@pytest.mark.parametrize("query", ["month=2026-02", "month=9999-12", "week=9999-12-31", "week=soon", "month=%00"])
def test_any_time_is_borne(teams, query):
    _export, pages = printed(teams.client(teams.chief), ROSTER, teams.station.pk, query=query)
    assert "值班表" in pages[0]


@pytest.mark.requirement("R14")
def test_the_roster_of_another_station_is_absent(teams):
    for reader, station in ((teams.chief, teams.other_station), (teams.liaison, teams.station), (teams.window_clerk, teams.station)):
        assert teams.client(reader).post(reverse(ROSTER, kwargs={"pk": station.pk})).status_code == 404
