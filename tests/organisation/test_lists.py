"""Lists show what is in reach, in official order, with as many statements for many rows as for few."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from haidian_policing.organisation.models import Absence, Person, Post


def people(cast, many: int, first: int = 0) -> None:
    rows = Person.objects.bulk_create(
        Person(police_number=f"8{number:05}", name=f"众人{number}", initials="zr") for number in range(first, first + many)
    )
    Post.objects.bulk_create(Post(person=row, unit=cast.squad, role="officer", starts=timezone.localdate()) for row in rows)


@pytest.mark.requirement("R62")
@pytest.mark.parametrize(
    ("role", "path"),
    [("system_admin", "/organisation/people/"), ("security_admin", "/organisation/accounts/"), ("chief", "/organisation/units/")],
)
def test_the_statements_do_not_grow(cast, role, path):
    client, counts = cast.client(getattr(cast, role)), []
    client.get(path)
    for first, many in ((0, 60), (60, 30)):  # a list of one page needs no count
        people(cast, many, first)
        with CaptureQueriesContext(
            connection,
        ) as statements:
            assert client.get(path).status_code == 200
        counts.append(len(statements))
    assert counts[0] == counts[1]


@pytest.mark.requirement("R15")
@pytest.mark.parametrize("listed", ["people", "posts"])
def test_a_captain_sees_his_squad_and_a_chief_his_station(cast, listed):
    def seen(person):
        page = cast.client(person).get(f"/organisation/{listed}/?size=200").content.decode()
        return {number for number in Person.objects.values_list("police_number", flat=True) if number in page}

    own = {getattr(cast, role).police_number for role in ("officer", "aide", "captain", "deputy_captain")}
    assert seen(cast.captain) == own
    assert seen(cast.chief) == own | {
        getattr(cast, role).police_number
        for role in ("chief", "commissar", "duty_commander", "duty_officer", "clerk", "window_clerk", "post_officer")
    }
    assert cast.other_chief.police_number in seen(cast.inspector)


def test_people_are_found_by_name_initials_and_number(cast):
    people(cast, 2)
    client = cast.client(cast.chief)
    for text in ("众人1", "zr", "800001", " 众 人 1"):
        assert "800001" in client.get("/organisation/people/", {"q": text}).content.decode(), text
    assert "800001" not in client.get("/organisation/people/", {"q": "无此人"}).content.decode()


def test_a_filter_that_is_not_known_finds_nobody(cast):
    client = cast.client(cast.chief)
    for query in ({"role": "pilot"}, {"unit": cast.other_station.pk}, {"unit": "x"}):
        assert cast.officer.police_number not in client.get("/organisation/people/", query).content.decode()


def test_the_leaders_of_a_unit_come_first(cast):
    page = cast.client(cast.system_admin).get(f"/organisation/units/{cast.station.pk}/").content.decode()
    assert page.index(cast.chief.police_number) < page.index(cast.clerk.police_number)


@pytest.mark.requirement("R14")
def test_units_of_another_station_look_absent(cast):
    client = cast.client(cast.officer)
    assert client.get(f"/organisation/units/{cast.squad.pk}/").status_code == 200
    assert client.get(f"/organisation/units/{cast.other_squad.pk}/").status_code == 404


def test_absences_say_where_and_are_found_by_unit(cast):
    days = {"starts": timezone.localdate(), "ends": timezone.localdate() + timedelta(days=3)}
    for number, person in enumerate((cast.officer, cast.other_officer)):
        Absence.objects.create(person=person, kind="leave", order_number=f"休{number}", **days)
    admin = cast.client(cast.system_admin)
    every, some = (admin.get(f"/organisation/absences/{asked}").content.decode() for asked in ("", f"?unit={cast.station.pk}"))
    assert f"{cast.station}" in some and cast.officer.police_number in some
    assert cast.other_officer.police_number in every and cast.other_officer.police_number not in some
