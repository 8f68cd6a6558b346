"""A job is a row: done once however often it is asked for, taken up again when its worker dies, refused when the right is gone."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from haidian_policing.jobs import actions, registry
from haidian_policing.jobs.models import Job, Notice, OutboxMessage
from haidian_policing.jobs.registry import JobKind, Topic
from haidian_policing.jobs.tasks import drain, run_job, sweep
from haidian_policing.organisation.models import Post

done: list = []


def work(job, progress):
    progress(1, 2)
    done.append(job.pk)
    return {"rows": 2}


def fail(job, progress):
    raise OSError("the disk is full")


def deliver(message):
    done.append(message.key)


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    done.clear()
    kinds = {
        row.code: row for row in (JobKind("work", "", work), JobKind("fail", "", fail), JobKind("guarded", "", work, may="ranking.compute"))
    }
    monkeypatch.setattr(actions, "JOB_KINDS", kinds)
    monkeypatch.setattr(actions, "TOPICS", {"word": Topic("word", deliver)})


@pytest.mark.requirement("R44")
@pytest.mark.django_db
def test_a_job_run_twice_is_done_once(cast):
    job = actions.request_job("work", actor=cast.clerk)
    assert [run_job(job.pk), run_job(job.pk)] == [1, 0]
    job.refresh_from_db()
    assert (job.state, job.result, len(done)) == ("done", {"rows": 2}, 1)


@pytest.mark.django_db
def test_the_same_key_is_the_same_job_while_it_is_open(cast):
    first, second = (actions.request_job("work", actor=cast.clerk, key="2026-10") for _ in range(2))
    assert first == second
    run_job(first.pk)
    assert actions.request_job("work", actor=cast.clerk, key="2026-10") != first


@pytest.mark.requirement("R43")
@pytest.mark.django_db
def test_a_job_whose_worker_died_is_taken_up_again(cast):
    job = actions.request_job("work", actor=cast.clerk)
    long_ago = timezone.now() - timedelta(minutes=2)
    Job.objects.filter(pk=job.pk).update(state="running", heartbeat_at=long_ago, attempts=1)
    assert run_job(job.pk) == 1
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)


@pytest.mark.django_db
def test_a_worker_that_was_overtaken_writes_nothing_more(cast):
    job = actions.request_job("work", actor=cast.clerk)
    Job.objects.filter(pk=job.pk).update(state="running", attempts=2, heartbeat_at=timezone.now())
    job.attempts = 1
    with pytest.raises(actions.Cancelled):
        actions.progress_of(job)(1, 2)


@pytest.mark.requirement("R21")
@pytest.mark.django_db
def test_the_right_is_asked_again_when_the_job_runs(cast):
    job = actions.request_job("guarded", actor=cast.performance)
    Post.objects.filter(person=cast.performance).update(ends=timezone.localdate())
    with pytest.raises(PermissionError):
        run_job(job.pk)
    job.refresh_from_db()
    assert job.state == "failed"


@pytest.mark.django_db
def test_a_failure_waits_for_another_try_and_gives_up_in_the_end(cast):
    job = actions.request_job("fail", actor=cast.clerk)
    states = []
    for _ in range(5):
        with pytest.raises(OSError, match="disk"):
            run_job(job.pk)
        job.refresh_from_db()
        states.append(job.state)
    assert states == ["queued"] * 4 + ["failed"]
    assert "disk" in job.error


@pytest.mark.requirement("R45")
@pytest.mark.django_db
def test_nothing_is_told_of_what_was_rolled_back():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.tell("word", "k1")
        _ = 1 / 0
    drain()
    assert done == []


@pytest.mark.requirement("R45", "R44")
@pytest.mark.django_db
def test_a_message_left_by_a_crash_is_delivered_once():
    actions.tell("word", "k1")
    actions.tell("word", "k1")
    assert [drain(), drain()] == [1, 0]
    assert done == ["k1"]
    assert OutboxMessage.objects.get().delivered_at


@pytest.mark.django_db
def test_one_bad_message_does_not_hold_up_the_others(monkeypatch):
    def picky(message):
        if message.key == "bad":
            raise OSError("no")
        done.append(message.key)

    monkeypatch.setattr(actions, "TOPICS", {"word": Topic("word", picky)})
    for key in ("bad", "good"):
        actions.tell("word", key)
    assert drain() == 1
    assert done == ["good"]


@pytest.mark.requirement("R46")
@pytest.mark.django_db
def test_with_the_broker_away_the_job_waits_for_the_sweeper(cast, monkeypatch, django_capture_on_commit_callbacks):
    def away(*args, **kwargs):
        raise ConnectionError("broker is away")

    monkeypatch.setattr("haidian_policing.celery.app.send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        job = actions.request_job("work", actor=cast.clerk)
    assert sweep() == 0
    job.refresh_from_db()
    assert job.state == "queued"


@pytest.mark.django_db
def test_a_notice_reaches_each_person_once(cast):
    for _ in range(2):
        actions.notify([cast.officer.pk, cast.clerk.pk], kind="task", text="新吹哨单", text_en="New ticket", path="/", key="t1")
    assert Notice.objects.count() == 2


@pytest.mark.requirement("R48")
def test_every_task_ends_before_the_broker_gives_it_to_another(settings):
    from haidian_policing.celery import app

    app.loader.import_default_modules()
    ours = [task for name, task in app.tasks.items() if not name.startswith("celery.")]
    visible = settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"]
    assert ours
    for task in ours:
        assert (
            (task.soft_time_limit or settings.CELERY_TASK_SOFT_TIME_LIMIT) < (task.time_limit or settings.CELERY_TASK_TIME_LIMIT) < visible
        )
    assert all(entry["options"]["expires"] <= visible for entry in app.conf.beat_schedule.values())


def test_kinds_and_topics_are_collected_from_the_apps():
    assert all(code == kind.code for code, kind in registry.JOB_KINDS.items())


@pytest.mark.requirement("R49")
@pytest.mark.django_db
def test_one_person_has_two_open_jobs_and_twenty_an_hour(cast):
    for key in ("a", "b", "b"):
        actions.request_job("work", actor=cast.clerk, key=key)
    with pytest.raises(actions.TooMany):
        actions.request_job("work", actor=cast.clerk, key="c")
    actions.request_job("work", actor=cast.chief)
    actions.request_job("work", actor=None)
    Job.objects.update(state="done")
    Job.objects.bulk_create(Job(kind="work", requested_by=cast.clerk, state="done", created_at=timezone.now()) for _ in range(18))
    with pytest.raises(actions.TooMany):
        actions.request_job("work", actor=cast.clerk)
