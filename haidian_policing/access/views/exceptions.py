"""Exceptions to the scope rule: what is lent to whom until when, lending, taking back."""

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
from haidian_policing.pages.pagination import page_of
from haidian_policing.pages.responses import answer


def exception_list(request) -> HttpResponse:
    """Those of today first; ?all=1 shows those that are over as well."""
    everything = request.GET.get("all") == "1"
    grants = ObjectGrant.objects.select_related("user", "granted_by", "content_type").order_by("-starts")
    page = page_of(request, grants if everything else grants.valid_at(timezone.now()))
    context = {
        "page": page,
        "rows": _named(page),
        "everything": everything,
        "now": timezone.now(),
        "breadcrumbs": [(_("Exceptions"), None)],
    }
    return answer(request, "access/exception_list.html", context)


def _named(page) -> list[tuple[ObjectGrant, str, str]]:
    """(grant, kind, object in words); one statement for each kind of object on the page."""
    keys: dict = {}
    for grant in page.object_list:
        keys.setdefault(grant.content_type.model_class(), set()).add(int(grant.object_pk))
    found = {model: model._default_manager.in_bulk(wanted) for model, wanted in keys.items()}
    return [
        (grant, _kind(grant), str(found[grant.content_type.model_class()].get(int(grant.object_pk), "-"))) for grant in page.object_list
    ]


def _kind(grant: ObjectGrant) -> str:
    return str(grant.content_type.model_class()._meta.verbose_name)


def exception_lend(request) -> HttpResponse:
    form = LendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        with transaction.atomic():
            grant = lend(given["target"], to=given["person"], until=given["until"], reason=given["reason"], actor=request.user)
            record(Action.RIGHTS, request=request, target=given["target"], what="lend", to=grant.user_id, until=str(given["until"]))
        messages.success(request, _("“%(thing)s” is lent to %(person)s.") % {"thing": given["target"], "person": given["person"].name})
        return redirect("access:exception_list")
    trail = [(_("Exceptions"), reverse("access:exception_list")), (_("Lend"), None)]
    return answer(request, "access/exception_form.html", {"form": form, "breadcrumbs": trail})


def exception_end(request, pk: int) -> HttpResponse:
    grant = get_object_or_404(ObjectGrant.objects.valid_at(timezone.now()).select_related("user"), pk=pk)
    target = grant.content_type.model_class()._default_manager.get(pk=grant.object_pk)
    with transaction.atomic():
        take_back(target, person=grant.user, at=timezone.now())
        record(Action.RIGHTS, request=request, target=target, what="take_back", person=grant.user_id)
    messages.success(request, _("The exception has ended."))
    return redirect("access:exception_list")
