"""The seeded calendar, once in memory for pure tests and once from the database."""

from datetime import datetime

import pytest

from haidian_policing.workcalendar import seed
from haidian_policing.workcalendar.actions import ensure_seed
from haidian_policing.workcalendar.days import ZONE, expand
from haidian_policing.workcalendar.models import Version
from haidian_policing.workcalendar.timeline import Calendar


def beijing(text: str) -> datetime:
    """A moment as people in Beijing write it."""
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    """The seed without a database."""
    return Calendar(None, expand(seed.FIRST, seed.LAST, seed.HOURS, seed.special_days()), range(2027, 2036))


@pytest.fixture
def version(db: None) -> Version:
    """The seeded version; a test that emptied the tables before us does not matter."""
    ensure_seed()
    return Version.objects.in_use(beijing("2026-11-23 09:00")).get()
