"""One's own account: posts, password, signed-in browsers."""

import hashlib

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from haidian_policing.access.standing import must_first, title_of
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action
from haidian_policing.organisation.actions import accounts
from haidian_policing.organisation.browsers import browser_of
from haidian_policing.organisation.forms.accounts import ChangePasswordForm
from haidian_policing.organisation.models import Session
from haidian_policing.organisation.passwords import LIFE
from haidian_policing.organisation.views.second_factor import confirmed_devices
from haidian_policing.pages.responses import answer


def account(request) -> HttpResponse:
    person, now = request.user, timezone.now()
    context = {
        "posts": [(title_of(post), post.starts, post.last_day, post.person_id != person.pk) for post in person.standing.posts],
        "sessions": [
            (name_of(row), browser_of(row.browser), row, row.session_key == request.session.session_key) for row in _sessions(person, now)
        ],
        "second_factor": confirmed_devices(person).exists(),
        "password_until": person.password_changed_at + LIFE if person.password_changed_at else None,
        "breadcrumbs": [(_("My account"), None)],
    }
    return answer(request, "organisation/account_page.html", context)


def _sessions(person, now):
    return Session.objects.alive(now).filter(person=person).order_by("-seen_at")


def name_of(session: Session) -> str:
    """What stands for a session in a page: its key is a secret."""
    return hashlib.sha256(session.session_key.encode()).hexdigest()[:16]


def end_sessions(request) -> HttpResponse:
    """POST session=<name> ends one of one's other sessions, session=others all of them."""
    others = _sessions(request.user, timezone.now()).exclude(session_key=request.session.session_key)
    wanted = request.POST.get("session", "")
    keys = [row.pk for row in others if wanted in ("others", name_of(row))]
    with transaction.atomic():
        ended = accounts.end_sessions(Session.objects.filter(pk__in=keys), actor=request.user, at=timezone.now())
        record(Action.ACCOUNT, request=request, target=request.user, what="end_sessions", ended=ended)
    messages.success(request, _("Ended sessions: %(number)s.") % {"number": ended})
    return redirect("organisation:account")


@sensitive_post_parameters()
def change_password(request) -> HttpResponse:
    form = ChangePasswordForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            accounts.change_password(request.user, form.cleaned_data["new"], at=timezone.now())
            record(Action.ACCOUNT, request=request, target=request.user, what="change_password")
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Your password is changed; your other sessions have ended."))
        return redirect("roof:home")
    forced = must_first(request.user) == "change_password"
    context = {
        "form": form,
        "forced": forced,
        "breadcrumbs": [(_("My account"), None if forced else reverse("organisation:account")), (_("Change the password"), None)],
    }
    return answer(request, "organisation/password_form.html", context)
