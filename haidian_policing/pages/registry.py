"""Pages as declarations: URL, menu, guard and the access table follow from one row."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.apps import apps
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path as django_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from haidian_policing.access.standing import gives_any, may_any, must_first
from haidian_policing.audit.actions import record
from haidian_policing.audit.choices import Action, Result
from haidian_policing.pages.problems import unsuited

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SECTIONS = {
    "work": _("My work"),
    "grids": _("Grids"),
    "tickets": _("Whistle and report"),
    "stations": _("Workstations and teams"),
    "performance": _("Performance"),
    "administration": _("Administration"),
}


@dataclass(frozen=True)
class Page:
    """One URL. may: the capability that opens it, a tuple of which one is enough, or None for everybody signed in.

    name: URL name within the app; path: route below the app's prefix; label: words in menu and title; menu: a key of SECTIONS or None;
    methods: allowed HTTP methods; open: True where no sign-in is needed; takes: what an object page is about ("ticket", "grid" …), for the
    access table; polling: does not count as activity; thumb: how early it stands in the bar at the bottom of a phone.
    """

    name: str
    path: str
    view: Callable
    label: "StrOrPromise" = ""
    menu: str | None = None
    may: str | tuple[str, ...] | None = None
    methods: tuple[str, ...] = ("GET",)
    open: bool = False
    takes: str | None = None
    icon: str = "dot"
    second_factor: bool = True
    thumb: int = 99

    def opens_to(self, person) -> bool:
        return may_any(person, self.may)

    def shown_for(self, capabilities: frozenset[str]) -> bool:
        """Whether the menu has it: the same as opens_to, by capabilities alone."""
        return gives_any(capabilities, self.may)

    def route(self):
        allowed = (*self.methods, "HEAD") if "GET" in self.methods else self.methods
        view = _only(allowed, self.view)
        return django_path(self.path, view if self.open else guarded(self, view), name=self.name)


def _only(methods: tuple[str, ...], view):
    @wraps(view)
    def inner(request, *args, **kwargs):
        return view(request, *args, **kwargs) if request.method in methods else unsuited(request, methods)

    return inner


def guarded(page: Page, view):
    """Sign-in first, then the second factor where it is demanded, then the capability; a refusal looks like an absent page."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(_way_back(request))
        if page.second_factor and (first := must_first(request.user)):
            return redirect(f"organisation:{first}")
        if not page.opens_to(request.user):
            record(Action.DENIED, request=request, result=Result.REFUSED, page=request.resolver_match.view_name)
            raise Http404
        return view(request, *args, **kwargs)

    return never_cache(inner)


def _way_back(request) -> str:
    """Where signing in leads on to: this address, or the page that a POST was sent from."""
    if request.method in ("GET", "HEAD"):
        return request.get_full_path()
    return urlsplit(request.headers.get("referer", ""))._replace(scheme="", netloc="").geturl()


def pages_of(app_label: str) -> tuple[Page, ...]:
    """The PAGES of an app's `pages` room, in the order written."""
    return import_module(f"{apps.get_app_config(app_label).name}.pages").PAGES


def routes(app_label: str) -> list:
    return [page.route() for page in pages_of(app_label)]


def menu_of(capabilities: frozenset[str], app_labels, current: str = "") -> list[dict]:
    """The sections and items that these capabilities open, with the current page marked."""
    sections: dict[str, dict[str, Any]] = {code: {"label": label, "entries": []} for code, label in SECTIONS.items()}
    for app_label in app_labels:
        for page in pages_of(app_label):
            if page.menu and page.shown_for(capabilities):
                name = f"{app_label}:{page.name}"
                entry = {"label": page.label, "name": name, "icon": page.icon, "current": name == current, "thumb": page.thumb}
                sections[page.menu]["entries"].append(entry)
    return [section for section in sections.values() if section["entries"]]
