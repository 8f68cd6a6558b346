"""Webhooks: what is told to whom outside, with the log of every delivery."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.access.standing import may
from haidian_policing.notes.registry import SUBJECTS
from haidian_policing.notices.actions import webhooks
from haidian_policing.notices.forms import WebhookForm
from haidian_policing.notices.lists import TONES
from haidian_policing.notices.models import Delivery, Webhook
from haidian_policing.pages.pagination import page_of
from haidian_policing.pages.responses import answer
from haidian_policing.phrasing import enumerated

ACTS = {"approve": ("webhook.approve", webhooks.approve), "pause": ("", webhooks.pause), "resume": ("", webhooks.resume)}


def webhook_new(request) -> HttpResponse:
    """GET the form; POST proposes one, and this answer alone shows its secret."""
    form = WebhookForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        hook = webhooks.propose(actor=request.user, at=timezone.now(), request=request, **form.cleaned_data)
        return _shown(request, hook, secret=hook.secret)
    crumbs = [(_("Webhooks"), reverse("notices:webhook_list")), (_("Propose a webhook"), None)]
    context = {"form": form, "targets": settings.WEBHOOK_TARGETS, "breadcrumbs": crumbs}
    return answer(request, "notices/webhook_form.html", context, status=400 if form.errors else 200)


def webhook(request, pk: int) -> HttpResponse:
    """One webhook with its deliveries, newest first."""
    return _shown(request, get_object_or_404(Webhook.objects.select_related("proposed_by", "approved_by"), pk=pk))


def _shown(request, hook: Webhook, secret: str = "") -> HttpResponse:
    context = {
        "hook": hook,
        "secret": secret,
        "page": page_of(request, hook.deliveries.all()),
        "kinds": enumerated(SUBJECTS[code].label for code in hook.kinds if code in SUBJECTS),
        "tones": TONES,
        "approves": may(request.user, "webhook.approve") and hook.proposed_by_id != request.user.pk,
        "breadcrumbs": [(_("Webhooks"), reverse("notices:webhook_list")), (hook.name, None)],
    }
    return answer(request, "notices/webhook_detail.html", context)


def webhook_act(request, pk: int, act: str) -> HttpResponse:
    """POST approve, pause or resume."""
    if act not in ACTS or (ACTS[act][0] and not may(request.user, ACTS[act][0])):
        raise Http404
    get_object_or_404(Webhook, pk=pk)
    if ACTS[act][1](Webhook.objects.filter(pk=pk), actor=request.user, at=timezone.now(), request=request):
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("This is not possible: a second person approves, and the state may have changed meanwhile."))
    return redirect("notices:webhook", pk=pk)


def delivery_again(request, pk) -> HttpResponse:
    """POST: send a delivery that has ended once more."""
    row = get_object_or_404(Delivery, pk=pk)
    if webhooks.send_again(Delivery.objects.filter(pk=pk), actor=request.user, at=timezone.now()):
        messages.success(request, _("It is in the queue again, under the same number."))
    return redirect("notices:webhook", pk=row.webhook_id)
