"""Two people at the same part at the same moment, from real threads on PostgreSQL; and what happens without the lock."""

import threading

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from haidian_policing.steps import claims
from tests.cast import assemble
from tests.whistle_reporting.conftest import NOON, Desk
from whistle_reporting import actions
from whistle_reporting.models import Part, PartEvent
from whistle_reporting.seeds import seed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.requirement("R35")]


@pytest.fixture
def desk(transactional_db) -> Desk:
    seed(NOON)
    return Desk(assemble())


def both_sign_for(desk, part) -> dict:
    """The duty officer and the chief sign for one part at the same moment; what each was answered."""
    gate, answers = threading.Barrier(2), {}

    def sign(role: str) -> None:
        try:
            person = desk.person(role)
            gate.wait(10)
            answers[role] = actions.advance(Part.objects.filter(pk=part.pk), "sign_for", actor=person, at=timezone.now(), seen="dispatched")
        finally:
            connection.close()

    threads = [threading.Thread(target=sign, args=(role,)) for role in ("duty_officer", "chief")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return answers


def test_one_wins_and_the_other_is_told_who(desk):
    for _ in range(3):
        part = desk.part()
        answers = both_sign_for(desk, part)
        winners = [role for role, (moved, _refused) in answers.items() if moved]
        assert len(winners) == 1
        (loser,) = {"duty_officer", "chief"} - set(winners)
        assert desk.person(winners[0]).name in answers[loser][1][0].reason
        assert PartEvent.objects.filter(subject=part, verb="sign_for").count() == 1


def test_without_the_lock_both_believe_that_they_signed(desk, monkeypatch):
    """The race is real: with row locks switched off and a pause between look and act, two events stand for one step."""
    part, meet, write = desk.part(), threading.Barrier(2), claims._write

    def slow_write(*args):
        meet.wait(10)
        return write(*args)

    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, *args, **kwargs: self)
    monkeypatch.setattr(claims, "_write", slow_write)
    answers = both_sign_for(desk, part)
    assert all(moved for moved, _refused in answers.values())
    assert PartEvent.objects.filter(subject=part, verb="sign_for").count() == 2
