"""What tests of the grids need besides the cast: the catalogues, a due and a log, and the ledger's deferred triggers made to speak."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from grids import seeds
from grids.actions import log, make_dues
from grids.models import Grid, TaskEntry


@pytest.fixture
def catalogue(db) -> None:
    seeds.seed(timezone.now())


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def dues(cast, catalogue, today) -> int:
    """Everything due this week on the grids of the cast."""
    return make_dues(starts=today, ends=today + timedelta(days=1))


@pytest.fixture
def entry(catalogue):
    """An entry by its code."""
    return lambda code: TaskEntry.objects.get(code=code)


@pytest.fixture
def logged(cast, entry, today):
    """Log something as the officer of the cast, or as somebody else."""

    def make(person=None, code="A1-1", grid=None, **given):
        person = cast.standing(person or cast.officer)
        given = {"done_on": today, "count": 2, "at": timezone.now()} | given
        return log(Grid.objects.filter(pk=(grid or cast.grid).pk), entry=entry(code), actor=person, **given)

    return make


@pytest.fixture
def settle():
    """Fire the deferred triggers now, as the commit would."""

    def fire() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED")

    return fire
