"""Notices with receipts: writing, reading, confirming, urging."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from haidian_policing.notices.actions import circulars
from haidian_policing.notices.forms import CircularForm
from haidian_policing.notices.models import Circular, Receipt
from haidian_policing.pages.responses import answer


def circular_new(request) -> HttpResponse:
    """GET the form; POST sends it to whoever is in reach."""
    form = CircularForm(request.POST or None, request.FILES or None, author=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            once = request.POST.get("once", "")[:40]
            sent = circulars.send(author=request.user, at=timezone.now(), once=once, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("files", error)
        else:
            if sent:
                messages.success(request, _("The notice is sent to %(count)s people.") % {"count": sent.receipts.count()})
                return redirect("notices:circular", pk=sent.pk)
            form.add_error("units", _("Nobody in these units holds such a post today."))
    crumbs = [(_("Notices with receipts"), reverse("notices:circular_list")), (_("New notice"), None)]
    return answer(request, "notices/circular_form.html", {"form": form, "breadcrumbs": crumbs}, status=400 if form.errors else 200)


def circular(request, pk: int) -> HttpResponse:
    """One notice: its text, my receipt, and for its author and the liaisons who has not answered."""
    person = request.user
    found = get_object_or_404(Circular.objects.visible_to(person).select_related("author"), pk=pk)
    followed = (
        Receipt.objects.followed_by(person, found)
        .select_related("person", "unit__station", "unit__squad__station")
        .order_by("unit__order", "pk")
    )
    rows = list(followed)
    context = {
        "circular": found,
        "mine": Receipt.objects.filter(circular=found, person=person).first(),
        "units": by_unit(row for row in rows if not row.answered_at),
        "answered": [row for row in rows if row.answered_at],
        "total": len(rows),
        "waiting": sum(row.answered_at is None for row in rows),
        "copied": copied(request, found),
        "breadcrumbs": [(_("Notices with receipts"), reverse("notices:circular_list")), (found.title, None)],
    }
    return answer(request, "notices/circular_detail.html", context)


def by_unit(rows) -> list[tuple]:
    """[(unit, its receipts)] in official order; a police group counts with its squad."""
    found: dict = {}
    for row in rows:
        found.setdefault(row.unit.squad or row.unit, []).append(row)
    return sorted(found.items(), key=lambda pair: pair[0].order)


def copied(request, found: Circular) -> str:
    """The notice as plain text for a messenger that is allowed: what it is called, until when, where to confirm; nothing of its content."""
    until = [_("Confirm until %(time)s") % {"time": f"{timezone.localtime(found.answer_by):%Y-%m-%d %H:%M}"}] if found.answer_by else []
    address = request.build_absolute_uri(reverse("notices:circular", kwargs={"pk": found.pk}))
    named, asked = _("[Notice] %(title)s") % {"title": found.title}, _("Please sign in, read and confirm: %(address)s")
    return "\n".join([named, *until, asked % {"address": address}])


def circular_confirm(request, pk: int) -> HttpResponse:
    """POST: read and confirmed, perhaps with words."""
    found = get_object_or_404(Circular.objects.visible_to(request.user), pk=pk)
    words = request.POST.get("words", "").strip()[:300]
    if circulars.confirm(found.receipts.all(), actor=request.user, at=timezone.now(), words=words):
        messages.success(request, _("You have confirmed this notice."))
    else:
        messages.error(request, _("There is nothing of yours left to confirm here."))
    return redirect("notices:circular", pk=pk)


def circular_urge(request, pk: int) -> HttpResponse:
    """POST: remind those who have not confirmed."""
    get_object_or_404(Circular.objects.visible_to(request.user), pk=pk)
    count = circulars.urge(Circular.objects.filter(pk=pk), actor=request.user, at=timezone.now())
    if count:
        messages.success(request, ngettext("%(count)s person is reminded.", "%(count)s people are reminded.", count) % {"count": count})
    else:
        messages.error(request, _("Everybody has confirmed, or the last reminder is less than an hour old."))
    return redirect("notices:circular", pk=pk)
