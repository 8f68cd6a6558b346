"""Jobs and notices in the browser: progress, retry, cancel, an inbox of one's own."""

import pytest
from django.utils import timezone

from haidian_policing.jobs.actions import notify
from haidian_policing.jobs.models import Job, Notice


def job(person, **more) -> Job:
    return Job.objects.create(kind="demonstration", requested_by=person, created_at=timezone.now(), **more)


def test_ones_own_jobs_are_listed_and_cancelled(cast):
    mine, others = job(cast.officer, done=3, total=9), job(cast.other_officer)
    client = cast.client(cast.officer)
    assert "3 / 9" in client.get("/jobs/mine/").content.decode()
    assert client.post(f"/jobs/{mine.pk}/cancel/").status_code == 302
    assert client.post(f"/jobs/{others.pk}/cancel/").status_code == 404
    assert (Job.objects.get(pk=mine.pk).state, Job.objects.get(pk=others.pk).state) == ("cancelled", "queued")


def test_a_failed_job_is_tried_again_unless_its_twin_is_open(cast):
    failed, alone = job(cast.officer, key="a", state="failed", error="x", attempts=5), job(cast.officer, state="failed")
    job(cast.officer, key="a")
    client = cast.client(cast.officer)
    client.post(f"/jobs/{failed.pk}/retry/")
    client.post(f"/jobs/{alone.pk}/retry/")
    assert (Job.objects.get(pk=failed.pk).state, Job.objects.get(pk=alone.pk).state) == ("failed", "queued")


def test_the_system_administrator_sees_all(cast):
    job(cast.officer)
    page = cast.client(cast.system_admin).get("/jobs/").content.decode()
    assert cast.officer.name in page


@pytest.fixture
def told(cast):
    notify(
        [cast.officer.pk, cast.chief.pk], kind="task", text="有新的吹哨单", text_en="A new ticket", path="/organisation/account/", key="k"
    )
    return Notice.objects.get(person=cast.officer)


def test_a_notice_is_read_by_a_post_that_leads_on(cast, told):
    client = cast.client(cast.officer)
    assert "有新的吹哨单" in client.get("/jobs/notices/").content.decode()
    assert Notice.objects.get(pk=told.pk).read_at is None
    assert client.post(f"/jobs/notices/{told.pk}/").url == "/organisation/account/"
    assert Notice.objects.get(pk=told.pk).read_at
    assert Notice.objects.get(person=cast.chief).read_at is None


def test_all_of_ones_own_are_marked_as_read(cast, told):
    cast.client(cast.officer).post("/jobs/notices/read/")
    assert list(Notice.objects.filter(read_at=None)) == [Notice.objects.get(person=cast.chief)]


def test_a_notice_of_somebody_else_looks_absent(cast, told):
    assert cast.client(cast.clerk).post(f"/jobs/notices/{told.pk}/").status_code == 404


def test_the_bar_counts_what_is_unread(cast, told):
    assert '<span class="tool-count">1</span>' in cast.client(cast.officer).get("/organisation/account/").content.decode()
