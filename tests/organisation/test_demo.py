"""The demonstration's organisation has every post filled and an account per role; the first administrators of an empty one."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from django.utils import timezone

from haidian_policing.demonstration import World
from haidian_policing.organisation.demo import load
from haidian_policing.organisation.demo.units import in_chinese
from haidian_policing.organisation.models import Absence, Person, Post, Unit
from haidian_policing.organisation.passwords import DEMONSTRATION_NUMBERS, DEMONSTRATION_PASSWORD
from haidian_policing.organisation.roles import ROLES
from haidian_policing.organisation.rules import fits
from haidian_policing.organisation.seeds import seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    load(World(0.1, 1, timezone.localdate(), 3), lambda done, total: None)


def test_three_stations_with_two_squads_and_a_room_each(district):
    assert list(Unit.objects.of_kind("station").values_list("short_name", flat=True)) == ["万寿路所", "海淀所", "四季青所"]
    assert Unit.objects.of_kind("squad").count() == 9
    assert Unit.objects.of_kind("street").count() == 5
    assert not Unit.objects.of_kind("street").filter(station=None).exists()
    assert Unit.objects.filter(is_special=True).exists()


def test_every_post_fits_its_unit_and_every_role_is_held(district):
    posts = Post.objects.select_related("unit")
    assert all(fits(post.role, post.unit.kind) for post in posts)
    assert {post.role for post in posts} == set(ROLES)
    groups = Unit.objects.of_kind("group")
    assert all(group.posts.count() == 3 for group in groups)


def test_absences_have_order_numbers_and_cover(district):
    assert Absence.objects.count() > 5
    assert not Absence.objects.filter(cover=None).exists()


def test_telephones_are_sealed(district):
    assert Person.objects.first().phone.startswith("100")


def test_each_demonstration_account_signs_in(district):
    for number in DEMONSTRATION_NUMBERS.values():
        given = {"username": number, "password": DEMONSTRATION_PASSWORD}
        assert Client().post("/organisation/sign-in/", given).status_code == 302, number


def test_the_same_seed_gives_the_same_people():
    day = date(2026, 11, 23)
    with transaction.atomic():
        load(World(0.1, 7, day, 3), lambda done, total: None)
        first = list(Person.objects.order_by("police_number").values_list("police_number", "name"))
        transaction.set_rollback(True)
    load(World(0.1, 7, day, 3), lambda done, total: None)
    assert list(Person.objects.order_by("police_number").values_list("police_number", "name")) == first


def test_accounts_are_printed_in_the_demonstration_only(district, settings):
    with pytest.raises(CommandError):
        call_command("accounts")
    settings.PROFILE = "demonstration"
    out = StringIO()
    call_command("accounts", stdout=out)
    assert DEMONSTRATION_PASSWORD in out.getvalue()
    assert "900001" in out.getvalue()


@pytest.mark.requirement("R12")
def test_an_empty_portal_has_no_account_until_an_administrator_is_appointed():
    seed(timezone.now())
    assert not Person.objects.exists()
    out = StringIO()
    call_command("first_admin", number="110001", name="王管理", stdout=out)
    word = out.getvalue().split("password: ")[1].strip()
    client = Client()
    assert client.post("/organisation/sign-in/", {"username": "110001", "password": word}).status_code == 302
    assert client.get("/organisation/people/").url == "/organisation/account/password/"


@pytest.mark.requirement("R19")
def test_the_first_administrators_are_three_persons():
    call_command("first_admin", number="110001", name="王", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("first_admin", number="110002", name="李", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("first_admin", number="110001", role="audit_admin", stdout=StringIO())
    call_command("first_admin", number="110002", name="李", role="audit_admin", stdout=StringIO())
    assert Person.objects.count() == 2


def test_numbers_are_spoken_in_chinese():
    assert [in_chinese(number) for number in (1, 10, 11, 20, 23)] == ["一", "十", "十一", "二十", "二十三"]
