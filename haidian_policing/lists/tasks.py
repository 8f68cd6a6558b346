"""A bulk action over many rows, as a job."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidian_policing.access.standing import Standing, may
from haidian_policing.jobs.registry import JobKind
from haidian_policing.lists.actions import carry_on
from haidian_policing.lists.models import BulkRun
from haidian_policing.lists.registry import LISTS


def run_bulk(job, progress) -> dict:
    run, person, at = BulkRun.objects.get(pk=job.arguments["run"]), job.requested_by, timezone.now()
    person.standing = Standing(person, timezone.localdate(at))
    listed = LISTS[run.listed]
    action = next(row for row in listed.actions if row.verb == run.verb)
    if not may(person, action.may):
        raise PermissionError(f"{person.police_number} no longer has {action.may}")
    carry_on(run, listed, action, actor=person, at=at, progress=progress)
    return {"done": run.moved, "refused": sum(entry["count"] for entry in run.refused.values())}


JOBS = (JobKind("bulk", _("Action on many rows"), run_bulk),)
