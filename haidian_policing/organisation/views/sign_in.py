"""Signing in and out; every failure reads the same and costs the same."""

from django.contrib.auth import authenticate, login, logout
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action, Result
from haidian_policing.audit.origin import client_address
from haidian_policing.organisation.forms.accounts import SignInForm
from haidian_policing.organisation.models import Person
from haidian_policing.organisation.passwords import is_too_old
from haidian_policing.organisation.views.second_factor import confirmed_devices
from haidian_policing.pages.responses import answer


@never_cache
@sensitive_post_parameters()
def sign_in(request) -> HttpResponse:
    """GET shows the form; POST signs in and goes on to `next`."""
    if request.method != "POST":
        return answer(request, "organisation/sign_in.html", {"next": request.GET.get("next", ""), "errors": []})
    form = SignInForm(request.POST)
    person = authenticate(request, **form.cleaned_data) if form.is_valid() else None
    if person is None:
        return refused(request)
    begin(request, person)
    return redirect(_next(request))


def begin(request, person: Person) -> None:
    """A new session that knows whence it came; an old password leads to the page where it is changed."""
    if is_too_old(person.password_changed_at, timezone.now()):
        Person.objects.filter(pk=person.pk).update(must_change_password=True)
    login(request, person)
    now = timezone.now().timestamp()
    whence = {"address": client_address(request), "browser": request.META.get("HTTP_USER_AGENT", "")}
    request.session.update(
        {**whence, "factor": confirmed_devices(person).exists(), "epoch": person.session_epoch, "started": now, "seen": now}
    )
    record(Action.SIGN_IN, actor=person, request=request)


def refused(request) -> HttpResponse:
    """The one answer to unknown, wrong, locked and disabled; the number typed is kept, the log keeps it only where it is one."""
    typed = request.POST.get("username", "").strip()
    known = Person.objects.filter(police_number=typed[:20].replace("\0", "")).first()
    record(Action.SIGN_IN, request=request, result=Result.REFUSED, label=f"{known.name} {known.police_number}" if known else "")
    words = _("The number or the password is wrong, or the account is locked. After five wrong passwords it is locked for 15 minutes.")
    context = {"next": request.POST.get("next", ""), "errors": [words], "username": typed.replace("\0", "")}
    return answer(request, "organisation/sign_in.html", context)


def locked_out(request, original=None, credentials=None, **kwargs) -> HttpResponse:
    """Called by axes in place of our answer: the same one; it spends the time that checking a password takes."""
    make_password(request.POST.get("password", ""))
    return original or refused(request)


def sign_out(request) -> HttpResponse:
    record(Action.SIGN_OUT, request=request)
    logout(request)
    response = redirect("organisation:sign_in")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _next(request) -> str:
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else resolve_url("roof:home")
