"""One's inbox of notices: read, and marked as read by a POST."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from haidian_policing.jobs.actions import read_notices
from haidian_policing.jobs.choices import NoticeKind
from haidian_policing.jobs.models import Notice
from haidian_policing.pages.pagination import page_of
from haidian_policing.pages.responses import answer

TONES = {NoticeKind.TASK: "active", NoticeKind.NEWS: "info", NoticeKind.WARNING: "warn"}


def inbox(request) -> HttpResponse:
    """All of one's notices, newest first; ?unread=1 those not read yet."""
    mine, unread_only = Notice.objects.visible_to(request.user), request.GET.get("unread") == "1"
    page = page_of(request, mine.unread() if unread_only else mine)
    context = {
        "page": page,
        "rows": [(notice, in_language(notice), TONES.get(notice.kind, "info")) for notice in page.object_list],
        "unread_only": unread_only,
        "waiting": mine.unread().count(),
        "now": timezone.now(),
        "breadcrumbs": [(_("Notices"), None)],
    }
    return answer(request, "jobs/inbox.html", context, block="content")


def in_language(notice: Notice) -> str:
    return notice.text_en if get_language() == "en" and notice.text_en else notice.text


def notice_open(request, pk: int) -> HttpResponse:
    """POST: mark it as read and go where it leads."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    read_notices(Notice.objects.filter(pk=pk), actor=request.user, at=timezone.now())
    inside = notice.path and url_has_allowed_host_and_scheme(notice.path, {request.get_host()}, request.is_secure())
    return redirect(notice.path if inside else "jobs:inbox")


def notices_read(request) -> HttpResponse:
    """POST: everything is read."""
    read_notices(Notice.objects.all(), actor=request.user, at=timezone.now())
    return redirect("jobs:inbox")
