"""Long work with its progress, one's own or everybody's with the capability; and one's notices."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from haidian_policing.jobs.choices import JobState, NoticeKind
from haidian_policing.jobs.filters import JobFilter, NoticeFilter
from haidian_policing.jobs.models import Job, Notice
from haidian_policing.jobs.registry import JOB_KINDS
from haidian_policing.lists import cells
from haidian_policing.lists.columns import Column, Value
from haidian_policing.lists.declaration import Link, List, Tab

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
            row["label"] = JOB_KINDS.label(row["kind"])
        return rows

    def tabs(self, person):
        return [Tab("", _("All")), *(Tab(code, label) for code, label in JobState.choices)]

    def in_tab(self, queryset, person, code):
        return queryset.filter(state=code) if code in JobState.values else queryset


def said(row) -> str:
    """What waits to be read stands out."""
    return Markup("<span class='muted'>{}</span>" if row["read_at"] else "<strong>{}</strong>").format(row["said"])


def arrived(row) -> str:
    """When, and that quiet hours hold it back."""
    at = f"{timezone.localtime(row['created_at']):%Y-%m-%d %H:%M}"
    return cells.lines(at, _("quiet until %(time)s") % {"time": f"{timezone.localtime(row['held_until']):%H:%M}"}) if row["quiet"] else at


class NoticeList(List):
    code = "notices"
    page = "jobs:inbox"
    label = _("Notices")
    model = Notice
    filterset = NoticeFilter
    fields = ("text", "text_en", "path", "created_at", "held_until", "read_at")
    words = {"kind": NoticeKind}
    tones = {"kind": {"task": "active", "news": "info", "warning": "warn"}}
    empty = (_("No notices"), _("What concerns you will be told here."))
    columns = (
        Column("said", _("Notice"), title=True, draw=said, width=48),
        Column("kind", _("Kind"), "state"),
        Column("created_at", _("When"), "datetime", sort="pk", draw=arrived, width=17),
        Column("read_at", pgettext_lazy("notice", "Read"), "datetime", shown=False, width=17),
    )

    def told(self, rows, at):
        for row in rows:
            row["said"] = row["text_en"] if get_language() == "en" and row["text_en"] else row["text"]
            row["quiet"] = bool(row["held_until"] and row["held_until"] > at and not row["read_at"])
            row["kind_tone"] = "neutral" if row["read_at"] else row["kind_tone"]
        return rows

    def tabs(self, person):
        return [Tab("", _("All")), Tab("unread", _("Unread"), Notice.objects.visible_to(person).unread().count())]

    def in_tab(self, queryset, person, code):
        return queryset.unread() if code == "unread" else queryset

    def links(self, person):
        today = Link(_("Today's reminder"), reverse("notices:today"), "list-check")
        told = Link(_("Notification settings"), reverse("notices:settings"), "settings")
        return [today, told, Link(_("Mark all as read"), reverse("jobs:notices_read"), "checks", posts=True)]

    def act_for(self, person):
        """Open it, or only mark it as read; copy what it says."""
        to_open, to_read = (cells.poster(words, "jobs:notice_open") for words in (pgettext_lazy("notice", "Open"), _("Mark as read")))
        copy = cells.copier(_("Copy the text of the notice"))

        def act(row) -> str:
            go = to_open(row["pk"]) if row["path"] else "" if row["read_at"] else to_read(row["pk"])
            return f"{go}{copy(copied(row))}"

        return act


def copied(row) -> str:
    """A notice as plain text for a messenger that is allowed."""
    return f"{row['said']} ({timezone.localtime(row['created_at']):%Y-%m-%d %H:%M})"


LISTS = (JOBS, NOTICES) = (JobList(), NoticeList())
