"""Writing a whistle and amending a draft; the draft's own page is where the answers are checked."""

import uuid

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.files.aside import files_of, set_aside
from haidian_policing.pages.responses import answer
from haidian_policing.sealing import unseal
from haidian_policing.search.fields import named
from whistle_reporting import actions
from whistle_reporting.actions.filing import CONTACT, PHONE
from whistle_reporting.forms import WRITTEN, TicketForm
from whistle_reporting.models import CatalogueVersion, Ticket

TEMPLATE = "whistle_reporting/ticket_form.html"


def ticket_new(request):
    """An empty form with a fresh token, or a draft from what was sent; the same token gives the same draft."""
    if request.method == "GET":
        return _form(request, TicketForm(initial={"token": uuid.uuid4(), **_asked(request)}, person=request.user))
    form = TicketForm(request.POST, request.FILES, person=request.user)
    if not form.is_valid():
        return _form(request, form, status=400)
    data = form.cleaned_data
    common = {"actor": request.user, "at": timezone.now(), "item": data["item"], "grid": data["grid"], "photos": data["photos"]}
    try:
        ticket = actions.file(token=data["token"], **common, **form.written())
    except ValidationError as error:
        form.add_error("photos", error)
        return _form(request, form, status=400)
    messages.success(request, _("Saved as a draft. Check it, then submit it for sign-off."))
    return redirect("whistle_reporting:ticket_detail", pk=ticket.pk)


def _asked(request) -> dict:
    """A deep link may bring the grid and the item along."""
    return {name: request.GET[name] for name in ("grid", "item") if request.GET.get(name, "").isdecimal()}


def ticket_edit(request, pk: int):
    drafts = Ticket.objects.reachable_by(request.user, "ticket.file").filter(state="draft")
    ticket = get_object_or_404(drafts, pk=pk)
    if request.method == "GET":
        return _form(request, TicketForm(initial=_initial(ticket), person=request.user), ticket)
    form = TicketForm(request.POST, files_of(request), person=request.user, initial={"item": ticket.item_id})
    if not form.is_valid():
        return _form(request, form, ticket, status=400)
    data = form.cleaned_data
    common = {"actor": request.user, "at": timezone.now(), "item": data["item"], "grid": data["grid"], "photos": data["photos"]}
    try:
        fresh = actions.amend(ticket, revision=data["revision"] or 0, **common, **form.written())
    except ValidationError as error:
        form.add_error("photos", error)
        return _form(request, form, ticket, status=400)
    if not fresh:
        form.add_error(
            None, _("Somebody changed this draft meanwhile. Yours is below, the stored one on the right; copy over what is to stay.")
        )
        ticket.refresh_from_db()
        form.data = form.data.copy()
        form.data["revision"] = ticket.revision
        return _form(request, form, ticket, status=409)
    messages.success(request, _("The draft was changed."))
    return redirect("whistle_reporting:ticket_detail", pk=ticket.pk)


def _initial(ticket: Ticket) -> dict:
    plain = {name: getattr(ticket, name) for name in WRITTEN if name not in ("contact", "phone")}
    secret = {"contact": ticket.contact_sealed and unseal(bytes(ticket.contact_sealed), CONTACT)}
    secret["phone"] = ticket.phone_sealed and unseal(bytes(ticket.phone_sealed), PHONE)
    keys = {"item": ticket.item_id, "grid": ticket.grid_id, "answers": ticket.answers, "token": ticket.token, "revision": ticket.revision}
    return plain | secret | keys


def _form(request, form: TicketForm, ticket: Ticket | None = None, status: int = 200):
    stored = ticket if ticket and status == 409 else None
    context = {
        "form": form,
        "ticket": ticket,
        "stored": stored,
        "aside": set_aside(request, timezone.now()) if stored else (),
        "item": form.chosen,
        "shapes": _shapes(form),
        "unapproved": CatalogueVersion.objects.filter(approved_at=None, ends=None).exists(),
        "breadcrumbs": [(_("Whistle and report"), reverse("whistle_reporting:ticket_list")), (_("Write a whistle"), None)],
    }
    return answer(request, TEMPLATE, context, status=status)


def _shapes(form: TicketForm) -> dict:
    """The grids of the street on the map; a click chooses one in the list."""
    grids = form.fields["grid"].queryset.prefetch_related("communities")
    outlines = [{"id": grid.pk, "label": named(grid), "value": None, "polygon": _outline(grid)} for grid in grids]
    return {"shapes": [shape for shape in outlines if shape["polygon"]["coordinates"]], "unit": ""}


def _outline(grid) -> dict:
    return {"type": "MultiPolygon", "coordinates": [row.polygon for row in grid.communities.all() if row.polygon]}


def questions(request):
    """The extra questions of the item that was just chosen or typed, for htmx."""
    form = TicketForm(request.GET, person=request.user)
    return answer(request, "whistle_reporting/ticket_questions.html", {"form": form, "item": form.chosen})
