"""One's inbox of notices: read, and marked as read by a POST."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from haidian_policing.jobs.actions import read_notices
from haidian_policing.jobs.models import Notice


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
