"""What the jobs of imports have in common: the rights are looked at again, the import says whether anything is left to do."""

from collections.abc import Callable

from django.utils import translation

from haidian_policing.imports.kinds import IMPORTS
from haidian_policing.imports.models import Import
from haidian_policing.jobs.actions import refuse_without


def worked(work: Callable, state: str) -> Callable:
    """A job's run, in the language of whoever asked."""

    def run(job, progress) -> dict:
        found = Import.objects.select_related("file").get(pk=job.arguments["run"])
        refuse_without(job.requested_by, IMPORTS[found.kind].may)
        with translation.override(found.language):
            return work(found, job.requested_by, progress) if found.state == state else found.counts

    return run
