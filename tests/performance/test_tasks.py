"""The nightly bell and its job: rung twice, done once; a job whose rights are gone does nothing."""

import pytest
from django.utils import timezone

from haidian_policing.jobs import actions as jobs
from haidian_policing.jobs.models import Job
from haidian_policing.organisation.models import Post
from performance.actions.computing import compute
from performance.actions.editions import ask_to_compute
from performance.actions.periods import open_period
from performance.models import Edition, EditionEvent
from performance.tasks import compute_month
from tests.performance.conftest import AFTER, OCTOBER

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R44")
def test_ringing_twice_computes_once(rules):
    assert compute_month() == 2 and compute_month() == 2
    assert Job.objects.count() == 2
    for pk in [*Job.objects.values_list("pk", flat=True)] * 2:
        jobs.run(pk)
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
    assert Edition.objects.count() == 2 and EditionEvent.objects.count() == 2
    assert {edition.state for edition in Edition.objects.all()} == {"flash", "computed"}


@pytest.mark.requirement("R21")
def test_the_job_asks_again_whether_its_owner_may(cast, october):
    job = ask_to_compute(october, actor=cast.performance)
    Post.objects.filter(person=cast.performance).update(ends=timezone.localdate())
    with pytest.raises(PermissionError):
        jobs.run(job.pk)
    assert Job.objects.get(pk=job.pk).state == "failed" and not Edition.objects.exists()


def test_a_quarter_is_computed_from_the_facts_of_its_months(cast, october):
    quarter = open_period("quarter", OCTOBER, AFTER)
    edition = compute(quarter, actor=None, at=AFTER)
    assert (quarter.code, edition.state) == ("2026-Q4", "flash")
    score = edition.scores.get(unit=cast.station)
    assert score.measures.get(measure="disposed_in_time").n == 40
