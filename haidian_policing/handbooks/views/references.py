"""Naming the paragraph on which a task item, whistle item, service or measure is founded."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from haidian_policing.handbooks.forms import ReferenceForm
from haidian_policing.handbooks.models import Reference
from haidian_policing.handbooks.views.reading import english, shelf
from haidian_policing.pages.responses import answer


def reference_list(request) -> HttpResponse:
    """All references with the words that they lead to today, and the form of a new one."""
    day = request.user.standing.day
    form = ReferenceForm(request.POST or None, day=day)
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Stored."))
        return redirect("handbooks:reference_list")
    rows = Reference.objects.with_words(day)
    context = {"rows": rows, "form": form, "english": english(), "breadcrumbs": shelf((_("References to the handbooks"), None))}
    return answer(request, "handbooks/reference_list.html", context)


def reference_remove(request, pk: int) -> HttpResponse:
    """POST: this thing is not founded on that paragraph any more."""
    get_object_or_404(Reference, pk=pk).delete()
    messages.success(request, _("Removed."))
    return redirect("handbooks:reference_list")
