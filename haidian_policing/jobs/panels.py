"""What the system administrator sees of the work of the machine: what failed this week, and what ran last."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from haidian_policing.jobs.choices import JobState
from haidian_policing.jobs.filters import JobFilter
from haidian_policing.jobs.lists import TONES
from haidian_policing.jobs.models import Job
from haidian_policing.jobs.registry import JOB_KINDS
from haidian_policing.pages.home import Figure, HomePanel

WEEK, MOST = timedelta(days=6), 6


def newest_jobs(_person, at) -> dict:
    since, href = (timezone.localdate(at) - WEEK).isoformat(), reverse("jobs:job_list")
    failed = JobFilter({"since": since}, queryset=Job.objects.filter(state=JobState.FAILED)).qs.count()
    rows = [(job, JOB_KINDS.label(job.kind), TONES[job.state]) for job in Job.objects.select_related("requested_by").order_by("-pk")[:MOST]]
    return {
        "figures": [Figure(_("Failed jobs, 7 days"), failed, f"{href}?tab=failed&since={since}", tone="bad")],
        "rows": rows,
        "href": href,
    }


HOME = (
    HomePanel("jobs", _("Newest jobs"), "job.view", "jobs/home_jobs.html", newest_jobs, frozenset({"system_admin"}), 20, icon="server"),
)
