"""Looking as another post sees the portal: begun and ended by an administrator, never signing in as somebody, never acting."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from haidian_policing.access.middleware import PREVIEW_KEY
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.organisation.models import Post


def preview_start(request, pk: int) -> HttpResponse:
    post = get_object_or_404(Post.objects.on(request.user.standing.day).exclude(person=request.user), pk=pk)
    with transaction.atomic():
        record(Action.READ, request=request, target=post, what="preview", role=post.role)
        request.session[PREVIEW_KEY] = post.pk
    return redirect("roof:home")


def preview_end(request) -> HttpResponse:
    if request.session.pop(PREVIEW_KEY, None):
        messages.success(request, _("The preview has ended."))
    return redirect("roof:home")
