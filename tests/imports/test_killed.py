"""A worker that is killed in the middle of an import: the job is taken up again, ends within a minute, and no row is written twice."""

import os
import re
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.utils import timezone

from haidian_policing.imports.models import Import
from haidian_policing.jobs.models import Job
from haidian_policing.jobs.tasks import sweep
from haidian_policing.organisation.models import Person
from tests.cast import assemble
from tests.imports.bringing import work

ROWS = 50_000
WORKER = "import django, sys; django.setup(); from haidian_policing.jobs.tasks import run_job; run_job(int(sys.argv[1]))"


def worker(job: int) -> subprocess.Popen:
    """A process of its own that does one job."""
    address = re.sub(r"(@[^/]*)/[^?]+", rf"\1/{connection.settings_dict['NAME']}", os.environ["DATABASE_URL"])
    env = os.environ | {"DATABASE_URL": address, "DATABASE_OWNER_URL": address, "DJANGO_SETTINGS_MODULE": "haidian_policing.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER, str(job)], env=env, cwd=settings.BASE_DIR)


def kill_under_way(job: Job, after: int = 0) -> None:
    """Let a worker begin, and end it without a word as soon as so many rows are done."""
    killed, until = worker(job.pk), time.monotonic() + 60
    while time.monotonic() < until:
        job.refresh_from_db()
        if job.state == "running" and job.done >= after:
            break
        time.sleep(0.02)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    job.refresh_from_db()
    assert job.state == "running"


@pytest.mark.requirement("R42")
def test_a_killed_worker_leaves_a_job_that_ends_once(transactional_db):
    cast = assemble()
    client = cast.client(cast.system_admin)
    text = "警号,姓名\n" + "".join(f"8{number:05},钱一\n" for number in range(ROWS))
    client.post("/imports/people/", {"file": SimpleUploadedFile("表.csv", text.encode())})
    run = Import.objects.get()
    for verb in ("", "apply"):
        if verb:
            client.post(f"/imports/{run.pk}/{verb}/")
            run.refresh_from_db()
        kill_under_way(Job.objects.get(pk=run.job_id), after=0 if verb else 1)
        Job.objects.filter(pk=run.job_id).update(heartbeat_at=timezone.now() - timedelta(seconds=21))
        assert sweep() >= 0  # beat asks every 15 s; a silence of 20 s is enough, so that 60 s hold
        work()
        run.refresh_from_db()
        assert run.rows.count() == ROWS
    assert (run.state, Person.objects.filter(police_number__startswith="8").count()) == ("applied", ROWS)
