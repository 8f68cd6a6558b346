"""The pages of jobs and notices."""

from haidian_policing.jobs.lists import JOBS, NOTICES
from haidian_policing.jobs.views import jobs, notices
from haidian_policing.lists.views import listing
from haidian_policing.pages.registry import Page

POST = ("POST",)
PAGES: tuple[Page, ...] = (
    listing(NOTICES, "notices/", menu="work", icon="bell"),
    Page("notices_read", "notices/read/", notices.notices_read, methods=POST),
    Page("notice_open", "notices/<int:pk>/", notices.notice_open, methods=POST, takes="notice"),
    listing(JOBS, "mine/"),
    listing(JOBS, name="job_list", menu="administration", may="job.view", icon="server"),
    Page("job_detail", "<int:pk>/", jobs.job_detail, takes="job"),
    Page("job_act", "<int:pk>/<slug:act>/", jobs.job_act, methods=POST, takes="job_act"),
)
