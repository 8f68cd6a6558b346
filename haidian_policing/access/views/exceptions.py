"""Exceptions to the scope rule: lending and taking back."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.exceptions import lend, take_back
from haidian_policing.access.forms import LendForm
from haidian_policing.access.models import ObjectGrant
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.pages.responses import answer


def exception_lend(request) -> HttpResponse:
    form = LendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            grant = lend(given["target"], to=given["person"], until=given["until"], reason=given["reason"], actor=request.user)
            record(Action.RIGHTS, request=request, target=given["target"], what="lend", to=grant.user_id, until=str(given["until"]))
        messages.success(request, _("“%(thing)s” is lent to %(person)s.") % {"thing": given["target"], "person": given["person"].name})
        return redirect("access:exception_list")
    trail = [(_("Exceptions"), reverse("access:exception_list")), (_("Grant an exception"), None)]
    return answer(request, "access/exception_form.html", {"form": form, "breadcrumbs": trail})


def exception_end(request, pk: int) -> HttpResponse:
    grant = get_object_or_404(ObjectGrant.objects.valid_at(timezone.now()).select_related("user"), pk=pk)
    target = grant.content_type.model_class()._default_manager.get(pk=grant.object_pk)
    with transaction.atomic():
        take_back(target, person=grant.user, at=timezone.now())
        record(Action.RIGHTS, request=request, target=target, what="take_back", person=grant.user_id)
    messages.success(request, _("The exception has ended."))
    return redirect("access:exception_list")
