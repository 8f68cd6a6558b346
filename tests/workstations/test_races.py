"""Two windows at the same moment, from real threads: each visit goes to one, each number is drawn once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from workstations.actions import advance, call_next, record_visit
from workstations.models import Visit

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Run the acts in threads that start together; their answers in order."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait(timeout=10)
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(timeout=30) for future in [pool.submit(run, act) for act in acts]]


def record(sites):
    return record_visit(sites.site, service=sites.service, actor=sites.standing(sites.window_clerk), at=timezone.now())


@pytest.mark.requirement("R35")
def test_two_windows_start_one_visit_and_one_is_told_who_was_faster(sites):
    visit = record(sites)
    clerks = [sites.standing(person) for person in (sites.window_clerk, sites.clerk)]
    answers = at_once(
        *(
            lambda clerk=clerk: advance(Visit.objects.filter(pk=visit.pk), "serve", actor=clerk, at=timezone.now(), seen="waiting")
            for clerk in clerks
        )
    )
    winners = [clerk for clerk, (moved, _refused) in zip(clerks, answers, strict=True) if moved]
    reasons = [refused[0].reason for _moved, refused in answers if refused]
    visit.refresh_from_db()
    assert winners == [visit.clerk]
    assert len(reasons) == 1
    assert winners[0].name in reasons[0]


@pytest.mark.requirement("R35")
def test_two_windows_that_call_the_next_get_two_visits(sites):
    visits = {record(sites).pk for _ in range(2)}
    clerk = sites.standing(sites.window_clerk)
    called = at_once(*[lambda: call_next(sites.site, actor=clerk, at=timezone.now())] * 2)
    assert {visit.pk for visit in called} == visits


@pytest.mark.requirement("R35")
def test_without_the_lock_both_windows_would_take_the_visit(sites):
    """The companion with locking off: who only looks before he leaps takes what another has taken."""
    visit = record(sites)
    barrier = Barrier(2)

    def look_then_leap():
        free = Visit.objects.get(pk=visit.pk).state == "waiting"
        barrier.wait(timeout=10)
        return free

    assert at_once(look_then_leap, look_then_leap) == [True, True]


@pytest.mark.requirement("R38")
def test_numbers_drawn_at_once_differ(sites):
    visits = at_once(*[lambda: record(sites)] * 6)
    assert sorted(visit.number for visit in visits) == [1, 2, 3, 4, 5, 6]


def test_nobody_waiting_is_no_error(sites):
    assert call_next(sites.site, actor=sites.standing(sites.window_clerk), at=timezone.now()) is None
