"""Taking a sheet in: what is plainly no sheet is turned away at once, the rest is looked at by a job."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from haidian_policing.files.keeping import keep, let_go
from haidian_policing.files.models import StoredFile
from haidian_policing.imports.choices import ImportState
from haidian_policing.imports.kinds import ImportKind
from haidian_policing.imports.models import Import, StagedRow
from haidian_policing.jobs.actions import cancel as cancel_jobs
from haidian_policing.jobs.actions import request_job
from haidian_policing.jobs.models import Job
from haidian_policing.sheets import glance

KEPT = timedelta(days=7)
UNDOABLE = timedelta(days=90)


@transaction.atomic
def receive(kind: ImportKind, body: Any, name: str, *, actor, at: datetime) -> Import:
    """Keep an open binary file and ask for its check. Raises Refused in words, or TooMany."""
    glance(body, name, kind.limit)
    stored = keep(body, name[:200], "application/octet-stream", actor=actor, at=at)
    told = {"name": stored.name, "language": get_language() or "", "sha256": stored.sha256}
    run = Import.objects.create(kind=kind.code, file=stored, uploaded_by=actor, uploaded_at=at, **told)
    ask("check", run, actor=actor)
    return run


def ask(work: str, run: Import, *, actor) -> Job:
    """Ask for a job about an import; a second request while it is open is the same job."""
    job = request_job(f"import.{work}", actor=actor, key=str(run.pk), run=run.pk)
    Import.objects.filter(pk=run.pk).update(job=job)
    return job


def check_again(run: Import, *, actor, at: datetime) -> bool:
    """Compare with what stands there now."""
    with transaction.atomic():
        moved = Import.objects.filter(pk=run.pk).move((ImportState.CHECKED, ImportState.CHECKING), ImportState.CHECKING, trouble="")
        return moved and bool(ask("check", run, actor=actor))


def cancel(run: Import, *, actor, at: datetime) -> bool:
    """Stop whatever runs for this import; nothing of it is written."""
    stopped = cancel_jobs(Job.objects.filter(pk=run.job_id), actor=actor, at=at)
    imports = Import.objects.filter(pk=run.pk)
    for source, target in ((ImportState.APPLYING, ImportState.CHECKED), (ImportState.UNDOING, ImportState.APPLIED)):
        imports.move((source,), target)
    return bool(stopped)


@transaction.atomic
def discard(imports, *, actor, at: datetime) -> int:
    """Drop what was never written, with its rows and files."""
    keys = list(imports.unapplied().values_list("pk", flat=True))
    if actor:
        cancel_jobs(Job.objects.filter(pk__in=Import.objects.filter(pk__in=keys).values("job")), actor=actor, at=at)
    dropped = Import.objects.filter(pk__in=keys).update(state=ImportState.DISCARDED)
    StagedRow.objects.filter(run__in=keys).delete()
    drop_files(Import.objects.filter(pk__in=keys))
    return dropped


def drop_files(imports) -> None:
    """The files of these imports go once the transaction has held."""
    let_go(StoredFile.objects.filter(pk__in=imports.values("file")))


def tidy(*, at: datetime) -> int:
    """Discard what waited for a week, forget the rows of what was written a season ago."""
    old = StagedRow.objects.filter(run__applied_at__lt=at - UNDOABLE).delete()[0]
    return old + discard(Import.objects.filter(uploaded_at__lt=at - KEPT), actor=None, at=at)
