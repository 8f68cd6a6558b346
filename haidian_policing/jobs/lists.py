"""Long work with its progress: one's own, or everybody's with the capability."""

from django.utils.translation import gettext_lazy as _

from haidian_policing.jobs.choices import JobState
from haidian_policing.jobs.filters import JobFilter
from haidian_policing.jobs.models import Job
from haidian_policing.jobs.registry import JOB_KINDS
from haidian_policing.lists.columns import Column, Value
from haidian_policing.lists.declaration import List, Tab

TONES = {"queued": "neutral", "running": "active", "done": "good", "failed": "bad", "cancelled": "pause"}


class JobList(List):
    code = "jobs"
    page = "jobs:my_jobs"
    label = _("Jobs")
    model = Job
    filterset = JobFilter
    fields = ("kind", "done", "total", "requested_by__name", "created_at", "finished_at")
    words = {"state": JobState}
    tones = {"state": TONES}
    href = "jobs:job_detail"
    empty = (_("No jobs"), _("Imports, exports and reports appear here while they run and afterwards."))
    columns = (
        Column("label", _("Job"), title=True, width=28),
        Column("state", _("State"), "state"),
        Column(
            "progress",
            _("Progress"),
            "number",
            draw=lambda row: f"{row['done']} / {row['total']}",
            sheet=(Value(_("Progress"), lambda row: row["done"], "number"), Value(_("Total"), lambda row: row["total"], "number")),
        ),
        Column("requested_by__name", _("Requested by")),
        Column("created_at", _("Created"), "datetime", sort="pk", width=17),
        Column("finished_at", _("Finished"), "datetime", width=17),
    )

    def told(self, rows, at):
        for row in rows:
            row["label"] = str(JOB_KINDS[row["kind"]].label) if row["kind"] in JOB_KINDS else row["kind"]
        return rows

    def tabs(self, person):
        return [Tab("", _("All")), *(Tab(code, label) for code, label in JobState.choices)]

    def in_tab(self, queryset, person, code):
        return queryset.filter(state=code) if code in JobState.values else queryset


LISTS = (JOBS,) = (JobList(),)
