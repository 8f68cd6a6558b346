"""One shift at a time for each station, refused by the database itself."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError

from teams.models import DutyShift, Member
from tests.teams.conftest import PHONE, shift_of

OVERLAP = (
    "INSERT INTO teams_dutyshift (station_id, starts, ends, commander_id, duty_officer_id)"
    " SELECT station_id, starts + %s::interval, ends + %s::interval, commander_id, duty_officer_id FROM teams_dutyshift WHERE id = %s"
)


@pytest.mark.requirement("R37")
def test_overlapping_shifts_are_refused_also_by_raw_sql(teams):
    with pytest.raises(IntegrityError, match="one_shift_per_station_at_a_time"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(OVERLAP, [timedelta(hours=1), timedelta(hours=1), teams.shift.pk])


def test_the_next_shift_begins_when_one_ends(teams):
    assert shift_of(teams, hours=4).starts >= teams.shift.ends
    assert DutyShift.objects.filter(station=teams.station).count() == 2


def test_one_phone_stands_once_in_a_team(teams):
    with pytest.raises(IntegrityError, match="one_phone_once_in_a_team"), transaction.atomic():
        teams.full.members.update(phone_hash=teams.full.members.exclude(phone_hash=None).first().phone_hash)


@pytest.mark.requirement("R16")
def test_a_phone_is_stored_sealed(teams):
    row = Member.objects.filter(team=teams.full).exclude(phone_sealed=None).values().first()
    assert PHONE.encode() not in bytes(row["phone_sealed"])
    assert PHONE not in str(row)
