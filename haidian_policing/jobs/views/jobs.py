"""Long work: one job, retry and cancel."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from haidian_policing.access.standing import may
from haidian_policing.jobs import actions
from haidian_policing.jobs.choices import JobState
from haidian_policing.jobs.lists import TONES
from haidian_policing.jobs.models import Job
from haidian_policing.jobs.registry import JOB_KINDS
from haidian_policing.pages.responses import answer

# what a job says of its result; keys of things stay out of sight
RESULTS = {
    "rows": gettext_lazy("Rows"),
    "new": pgettext_lazy("row", "New"),
    "changed": pgettext_lazy("row", "Changed"),
    "unchanged": pgettext_lazy("row", "Unchanged"),
    "wrong": pgettext_lazy("row", "Wrong"),
    "done": pgettext_lazy("bulk", "Done"),
    "refused": pgettext_lazy("bulk", "Refused"),
    "number": gettext_lazy("Edition"),
    "units": gettext_lazy("Units"),
}
OVER = (JobState.FAILED, JobState.CANCELLED)


def job_detail(request, pk: int) -> HttpResponse:
    job = get_object_or_404(Job.objects.visible_to(request.user).select_related("requested_by"), pk=pk)
    label = JOB_KINDS.label(job.kind)
    context = {
        "job": job,
        "label": label,
        "tone": TONES[job.state],
        "running": job.is_open,
        "over": job.state in OVER,
        "results": [(words, job.result[key]) for key, words in RESULTS.items() if key in job.result],
        "shown": {"done": job.done, "total": job.total, "message": label, "finished": not job.is_open},
        "breadcrumbs": [(_("Jobs"), reverse("jobs:job_list" if may(request.user, "job.view") else "jobs:my_jobs")), (label, None)],
    }
    return answer(request, "jobs/job_detail.html", context)


def job_act(request, pk: int, act: str) -> HttpResponse:
    """POST cancel or retry."""
    if act not in ACTS:
        raise Http404
    get_object_or_404(Job.objects.visible_to(request.user), pk=pk)
    changed = ACTS[act](Job.objects.filter(pk=pk), actor=request.user, at=timezone.now())
    if changed:
        messages.success(request, {"cancel": _("The job is cancelled."), "retry": _("The job is in the queue again.")}[act])
    else:
        messages.error(request, _("The job is in another state by now."))
    return redirect("jobs:job_detail", pk=pk)


ACTS = {"cancel": actions.cancel, "retry": actions.retry}
