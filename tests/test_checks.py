"""What a start refuses, in the production profile and in all of them."""

import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection

from haidian_policing.organisation.models import Person
from haidian_policing.organisation.passwords import DEMONSTRATION_PASSWORD
from haidian_policing.roof import checks
from haidian_policing.workcalendar.models import Version

APP, OWNER = "postgres://portal_app:a@/portal", "postgres://portal_owner:b@/portal"


@pytest.fixture
def production(settings):
    settings.PRODUCTION = True
    settings.SECRET_KEY = "".join(chr(33 + number) for number in range(60))
    settings.FIELD_KEYS, settings.ALLOWED_HOSTS = ["a2V5"], ["portal.example"]
    settings.DATABASE_URL, settings.DATABASE_OWNER_URL = APP, OWNER
    return settings


def found(check) -> set[str]:
    return {error.id for error in check(None, databases=["default"])}


@pytest.mark.requirement("R61")
def test_sound_production_settings_are_taken(production):
    assert found(checks.production_settings) == set()


@pytest.mark.requirement("R61")
@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("DEBUG", True, "portal.E001"),
        ("SECRET_KEY", "short", "portal.E002"),
        ("SECRET_KEY", "a" * 60, "portal.E002"),
        ("FIELD_KEYS", [], "portal.E003"),
        ("ALLOWED_HOSTS", ["*"], "portal.E004"),
        ("DATABASE_URL", OWNER, "portal.E005"),
    ],
)
def test_weak_production_settings_are_refused(production, name, value, code):
    setattr(production, name, value)
    assert found(checks.production_settings) == {code}


@pytest.mark.django_db
@pytest.mark.requirement("R61")
def test_this_database_is_sound():
    assert found(checks.database) == set()


@pytest.mark.django_db
@pytest.mark.requirement("R61")
def test_a_database_without_chinese_a_calendar_or_a_right_clock_is_refused(monkeypatch):
    Version.objects.update(last_day="2024-12-31")
    monkeypatch.setattr(checks.time, "time", lambda: 0.0)
    monkeypatch.setattr(checks, "_value", lambda statement: 0)
    assert {error.id for error in checks._finds_chinese()} == {"portal.E010"}
    assert {error.id for error in checks._calendar()} == {"portal.E012"}
    monkeypatch.setattr(checks, "_value", lambda statement: 3)
    assert {error.id for error in checks._clock()} == {"portal.E011"}


@pytest.mark.django_db
@pytest.mark.requirement("R61")
def test_an_app_role_that_owns_the_log_is_refused(production):
    user = connection.settings_dict["USER"]
    production.DATABASE_URL = f"postgres://{user}:x@/portal"
    assert "portal.E013" in found(checks.database)


@pytest.mark.django_db
@pytest.mark.requirement("R12")
def test_demonstration_accounts_are_refused_in_production(production):
    Person.objects.create(police_number="900001", name="演示", password=make_password(DEMONSTRATION_PASSWORD))
    assert "portal.E014" in found(checks.database)
    Person.objects.update(password=make_password("another word of his own"))
    assert "portal.E014" not in found(checks.database)
