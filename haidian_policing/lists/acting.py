"""POSTs of a list: keep a view or columns, act on many rows; and the account of what came of it."""

from collections.abc import Sequence

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from haidian_policing.jobs.actions import TooMany
from haidian_policing.lists.actions import MOST, begin, keep_columns, save_view
from haidian_policing.lists.declaration import Bulk, List
from haidian_policing.lists.forms import ViewForm
from haidian_policing.lists.models import BulkRun, SavedView
from haidian_policing.lists.registry import list_for
from haidian_policing.pages.responses import answer


def back(request) -> HttpResponse:
    """To the list that was left, never to another host."""
    target = request.POST.get("back", "")
    return redirect(target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else "/")


def query_of(request) -> QueryDict:
    """The list's own query as it was drawn, without the place in it."""
    given = QueryDict(request.POST.get("query", "")[:1000], mutable=True)
    for name in ("page", "after", "before", "print", "view"):
        given.pop(name, None)
    return given


def view_save(request, code: str) -> HttpResponse:
    listed, form = list_for(request.user, code), ViewForm(request.POST, person=request.user)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
        return back(request)
    try:
        with transaction.atomic():
            kept = {"query": query_of(request).urlencode(), "columns": request.POST.getlist("column")}
            save_view(listed, actor=request.user, at=timezone.now(), **form.cleaned_data, **kept)
    except IntegrityError:
        messages.error(request, _("Somebody else has a view of this name here; choose another."))
        return back(request)
    messages.success(request, _("The view “%(name)s” is kept.") % {"name": form.cleaned_data["name"]})
    return redirect(f"{listed.home()}?{urlencode({'view': form.cleaned_data['name']})}")


def view_drop(request, pk: int) -> HttpResponse:
    """One's own view, shared or not."""
    view = get_object_or_404(SavedView.objects.filter(owner=request.user).exclude(name=""), pk=pk)
    view.delete()
    messages.success(request, _("The view “%(name)s” is deleted.") % {"name": view.name})
    return back(request)


def columns(request, code: str) -> HttpResponse:
    """Keep one's columns in the order sent; reset=1 puts the usual ones back."""
    listed = list_for(request.user, code)
    chosen = [] if request.POST.get("reset") else request.POST.getlist("column")
    keep_columns(listed, actor=request.user, at=timezone.now(), columns=chosen)
    return back(request)


def act(request, code: str) -> HttpResponse:
    """One verb for the ticked rows, or for all that match: those of this moment, if they are as many as the page said."""
    listed = list_for(request.user, code)
    action = next((row for row in listed.actions_for(request.user) if row.verb == request.POST.get("verb")), None)
    if action is None:
        raise Http404
    note, fault = request.POST.get("note", "").strip()[:200], ""
    keys = all_of(listed, request) if request.POST.get("all") else ticked(request)
    if action.needs_note and not note:
        fault = _("Say why: this action needs a reason.")
    elif not keys:
        fault = _("No row was chosen.")
    elif len(keys) > MOST:
        fault = _("At most %(most)s rows at once; narrow the conditions.") % {"most": MOST}
    elif request.POST.get("all") and str(len(keys)) != request.POST.get("matching"):
        words = _("The list has changed: it said %(before)s rows, now %(now)s match. Nothing was done; look at it again.")
        fault = words % {"before": request.POST.get("matching", "-"), "now": len(keys)}
    return refused(request, fault) if fault else begun(request, listed, action, keys, note)


def refused(request, fault: str) -> HttpResponse:
    messages.error(request, fault)
    return back(request)


def begun(request, listed: List, action: Bulk, keys: Sequence[int], note: str) -> HttpResponse:
    token = request.POST.get("once", "")[:40] or request.request_id
    try:
        made = begin(
            listed, action, keys, actor=request.user, at=timezone.now(), note=note, query=query_of(request).urlencode(), token=token
        )
    except TooMany as fault:
        return refused(request, str(fault))
    if made.ended_at and not made.refused:
        messages.success(request, _("%(step)s: %(count)s done.") % {"step": action.label, "count": made.moved})
        return back(request)
    return redirect("lists:run", pk=made.pk)


def ticked(request) -> list[int]:
    """The keys as sent: the action itself says which of them it may not touch, and why."""
    return sorted({int(key) for key in request.POST.getlist("pk")[: MOST + 1] if key.isascii() and key.isdecimal() and len(key) < 19})


def all_of(listed: List, request) -> list[int]:
    return list(listed.found(request, query_of(request)).order_by().values_list("pk", flat=True)[: MOST + 1])


def run(request, pk: int) -> HttpResponse:
    """The account: how many are done, who was refused and why, grouped by reason, each with a link."""
    found = get_object_or_404(BulkRun.objects.visible_to(request.user).select_related("job"), pk=pk)
    listed = list_for(request.user, found.listed)
    action = next((row for row in listed.actions if row.verb == found.verb), None)
    keys = [key for entry in found.refused.values() for key in entry["keys"]]
    names = {row.pk: str(row) for row in listed.model._default_manager.filter(pk__in=keys)}  # refused by the action, so within reach
    groups = [
        (reason, entry["count"], [(key, names[key]) for key in entry["keys"] if key in names]) for reason, entry in found.refused.items()
    ]
    context = {
        "run": found,
        "list": listed,
        "label": action.label if action else found.verb,
        "groups": groups,
        "total": len(found.keys),
        "lost": sum(entry["count"] for entry in found.refused.values()),
        "back": f"{listed.home()}?{found.query}",
        "breadcrumbs": [(listed.label, listed.home()), (_("What came of it"), None)],
    }
    return answer(request, "lists/run.html", context)
