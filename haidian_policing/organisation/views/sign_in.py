"""Signing in and out; every failure reads the same."""

from django.contrib.auth import authenticate, login, logout
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from haidian_policing.pages.responses import answer


def sign_in(request) -> HttpResponse:
    """GET shows the form; POST signs in and goes on to `next`."""
    if request.method == "POST":
        person = authenticate(request, username=request.POST.get("username", "").strip(), password=request.POST.get("password", ""))
        if person:
            login(request, person)
            return redirect(_next(request))
        return refused(request)
    return answer(request, "organisation/sign_in.html", {"next": request.GET.get("next", ""), "errors": []})


def refused(request) -> HttpResponse:
    """The one answer to unknown, wrong, locked and disabled."""
    words = _("The number or the password is wrong, or the account is locked. After five wrong passwords it is locked for 15 minutes.")
    context = {"next": request.POST.get("next", ""), "errors": [words], "username": request.POST.get("username", "")}
    return answer(request, "organisation/sign_in.html", context, status=200)


def locked_out(request, *args, **kwargs) -> HttpResponse:
    return refused(request)


def sign_out(request) -> HttpResponse:
    logout(request)
    response = redirect("organisation:sign_in")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def _next(request) -> str:
    target = request.POST.get("next", "")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()) else resolve_url("roof:home")
