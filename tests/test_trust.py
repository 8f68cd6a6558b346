"""What holds for every page alike: looking changes nothing, nothing is kept by the browser, the policy stands on every answer."""

import io
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection
from django.test import override_settings
from django.urls import reverse

from tests.test_access_table import doors, examples_of, groups

KEEPS_WATCH = {"django_session", "audit_auditevent", "organisation_session", "axes_accessattempt", "pghistory_context"}
LOOKERS = ("system_admin", "performance_head", "chief", "liaison")


def fingerprints() -> dict[str, str]:
    """A checksum of every table that a look at a page must leave alone."""
    with connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - KEEPS_WATCH)
        result = {}
        for table in tables:
            cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM \"{table}\" t")
            result[table] = cursor.fetchone()[0]
    return result


def pages_of_group(cast, group: str):
    for door in doors():
        if door.method == "GET" and door.name.partition(":")[0] == group:
            own, _ = examples_of(cast, door)
            yield door, reverse(door.name, kwargs=own or None)


@pytest.mark.requirement("R31")
@pytest.mark.parametrize("group", groups())
def test_looking_changes_nothing(cast, group):
    looks = list(pages_of_group(cast, group))
    clients = [cast.client(getattr(cast, role)) for role in LOOKERS]
    before = fingerprints()
    for client in clients:
        for door, address in looks:
            assert client.get(address).status_code < 500, door.label
    after = fingerprints()
    assert {table for table in before if before[table] != after[table]} == set()


@pytest.mark.requirement("R57", "R28")
@pytest.mark.parametrize("group", groups())
def test_every_page_says_no_store_and_carries_the_policy(cast, group):
    clients = [cast.client(getattr(cast, role)) for role in LOOKERS]
    for door, address in pages_of_group(cast, group):
        for client in clients:
            response = client.get(address)
            if response.headers.get("Content-Type", "").startswith("text/html") and response.status_code == 200:
                policy = response.headers["Content-Security-Policy"]
                assert "unsafe" not in policy, door.label
                assert all(f"{part} 'none'" in policy for part in ("object-src", "base-uri", "frame-ancestors")), door.label
                assert "no-store" in response.headers.get("Cache-Control", "") or not door.may, door.label


@pytest.mark.requirement("R29")
def test_the_deployment_check_is_clean_in_production(tmp_path):
    environment = {
        "PATH": "/usr/bin:/bin",
        "PORTAL_PROFILE": "production",
        "PORTAL_DATA": str(tmp_path),
        "PORTAL_HOSTS": "portal.example",
        "SECRET_KEY": "Xq8-vT2mLz5_Rw9cYb3nKd7hGf1jPs4aUe6oQi0tMxBvCzNlHkJgFdSa",
        "PORTAL_FIELD_KEYS": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
        "DATABASE_URL": "postgresql://app@db/portal",
        "DATABASE_OWNER_URL": "postgresql://owner@db/portal",
        "DJANGO_SETTINGS_MODULE": "haidian_policing.settings",
    }
    command = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    result = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, timeout=120)
    assert result.returncode == 0, result.stderr


@pytest.mark.requirement("R54")
def test_log_lines_mask_numbers_and_cannot_be_forged(capsys):
    import logging

    from haidian_policing.pages.logs import configure

    configure()
    stream = io.StringIO()
    logging.getLogger().handlers[0].stream = stream
    logging.getLogger("x").warning('called 13812345678\n{"level": "info"}', extra={"password": "secret-word"})
    lines = stream.getvalue().splitlines()
    assert len(lines) == 1
    assert "13812345678" not in lines[0]
    assert "secret-word" not in lines[0]


@pytest.mark.django_db
@pytest.mark.requirement("R46")
def test_pages_are_served_with_the_broker_away(cast, tmp_path):
    with override_settings(REDIS_URL=f"unix://{tmp_path}/nobody"):
        response = cast.client(cast.officer).get(reverse("readyz"))
    assert response.json() == {"database": "ok", "broker": "away"}
    assert response.status_code == 200
