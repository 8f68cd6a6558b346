"""Imports as jobs: the import row says what is left to do, so that a job may run twice."""

from celery import shared_task
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidian_policing.imports.actions import applying, checking, receiving
from haidian_policing.imports.actions.working import worked
from haidian_policing.imports.choices import ImportState
from haidian_policing.jobs.registry import JobKind

JOBS = (
    JobKind("import.check", _("Check of a sheet"), worked(checking.check, ImportState.CHECKING)),
    JobKind("import.apply", _("Import of a sheet"), worked(applying.apply, ImportState.APPLYING)),
    JobKind("import.undo", _("Taking an import back"), worked(applying.undo, ImportState.UNDOING)),
)


@shared_task
def tidy() -> int:
    return receiving.tidy(at=timezone.now())
