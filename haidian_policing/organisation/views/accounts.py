"""The security administrator's side of accounts: opening by list, reset, disable, end sessions."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.organisation.actions import accounts
from haidian_policing.organisation.forms.accounts import OpenAccountsForm
from haidian_policing.organisation.models import Person, Session
from haidian_policing.organisation.views.second_factor import forget
from haidian_policing.pages.responses import answer


def account_open(request) -> HttpResponse:
    """A list of police numbers; the answer to the POST shows the one-time passwords, once, as slips to print and cut."""
    form = OpenAccountsForm(request.POST or None, request.FILES or None)
    trail = [(_("Accounts"), reverse("organisation:account_list")), (_("Open accounts"), None)]
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        with transaction.atomic():
            slips = accounts.open_accounts(form.cleaned_data["numbers"], actor=request.user, at=now)
            record(Action.ACCOUNT, request=request, what="open", people=[person.pk for person, _word in slips.opened])
        return show(request, slips.opened, trail, open_already=slips.open_already, unknown=slips.unknown)
    return answer(request, "organisation/account_open.html", {"form": form, "breadcrumbs": trail})


def show(request, opened, trail, *, open_already=(), unknown=()) -> HttpResponse:
    context = {
        "opened": opened,
        "open_already": open_already,
        "unknown": unknown,
        "until": timezone.now() + accounts.ONE_TIME,
        "breadcrumbs": trail,
    }
    return answer(request, "organisation/account_slips.html", context)


def account_act(request, pk: int, act: str) -> HttpResponse:
    """POST reset, disable, enable, end-sessions or forget-factor for one person; nobody does it to himself."""
    if act not in ACTS:
        raise Http404
    people = Person.objects.reachable_by(request.user, "account.manage").exclude(pk=request.user.pk)
    person = get_object_or_404(people, pk=pk)
    with transaction.atomic():
        shown = ACTS[act](request, Person.objects.filter(pk=person.pk))
        record(Action.ACCOUNT, request=request, target=person, what=act)
    return shown or redirect("organisation:person_detail", pk=pk)


def _reset(request, people) -> HttpResponse:
    opened = accounts.reset_password(people, actor=request.user, at=timezone.now())
    return show(request, opened, [(_("Accounts"), reverse("organisation:account_list")), (_("One-time password"), None)])


def _disable(request, people) -> None:
    accounts.disable(people, actor=request.user, at=timezone.now())
    messages.success(request, _("The account is disabled; its sessions have ended."))


def _enable(request, people) -> None:
    accounts.enable(people, actor=request.user, at=timezone.now())
    messages.success(request, _("The account is enabled again."))


def _end(request, people) -> None:
    ended = accounts.end_sessions(Session.objects.filter(person__in=people), actor=request.user, at=timezone.now())
    messages.success(request, _("Ended sessions: %(number)s.") % {"number": ended})


def _forget(request, people) -> None:
    forget(people)
    accounts.end_sessions(Session.objects.filter(person__in=people), actor=request.user, at=timezone.now())
    messages.success(request, _("The second factor is forgotten; it is set up anew at the next sign-in."))


ACTS = {"reset": _reset, "disable": _disable, "enable": _enable, "end-sessions": _end, "forget-factor": _forget}
