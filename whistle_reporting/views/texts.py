"""Standard texts: everybody's and one's own, kept on one page, offered wherever a note is written."""

from django.contrib import messages
from django.db import transaction
from django.db.models import Max
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.pages.editing import Overtaken, hold, versions_of
from haidian_policing.pages.responses import answer
from whistle_reporting.forms import CLASSES, STATES, TextForm
from whistle_reporting.models import StandardText


def texts(request, pk: int | None = None) -> HttpResponse:
    """GET the list with the form, empty or of one text; POST keeps it, over the text that the page showed."""
    person, shares = request.user, may(request.user, "catalogue.manage")
    kept = get_object_or_404(StandardText.objects.kept_by(person), pk=pk) if pk else StandardText()
    form = TextForm(request.POST or None, instance=kept, shares=shares)
    if request.method == "POST" and form.is_valid():
        try:
            keep(person, form, pk, request.POST.get("version"))
        except Overtaken as newer:
            return newer.page(request, reverse("whistle_reporting:texts"))
        messages.success(request, _("The standard text is kept."))
        return redirect("whistle_reporting:texts")
    rows = StandardText.objects.visible_to(person).order_by("owner", "order", "pk")
    states, classes = dict(STATES), dict(CLASSES)
    context = {
        "rows": [(row, states.get(row.state, row.state), classes.get(row.klass, row.klass), shares or row.owner_id) for row in rows],
        "form": form,
        "chosen": pk,
        "version": versions_of([kept])[pk] if pk else "",
        "breadcrumbs": [(_("Standard texts"), None)],
    }
    return answer(request, "whistle_reporting/texts.html", context, status=400 if form.errors else 200)


@transaction.atomic
def keep(person, form: TextForm, pk: int | None, version: str | None) -> None:
    """Write a new text, or change one that is still what the form showed; raises Overtaken."""
    given = {name: form.cleaned_data[name] for name in ("text", "text_en", "state", "klass", "item_code")}
    if pk:
        one = StandardText.objects.filter(pk=pk)
        hold(one, version, given)
        one.update(**given)
        return
    shared = form.cleaned_data.get("shared")
    order = (StandardText.objects.aggregate(last=Max("order"))["last"] or 0) + 1 if shared else None
    StandardText.objects.create(owner=None if shared else person, order=order, **given)


def text_remove(request, pk: int) -> HttpResponse:
    """POST: take a text away; the row history keeps it."""
    get_object_or_404(StandardText.objects.kept_by(request.user), pk=pk).delete()
    messages.success(request, _("The standard text is removed."))
    return redirect("whistle_reporting:texts")
