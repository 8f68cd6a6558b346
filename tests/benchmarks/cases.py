"""What is measured, from what the apps declare: every page that can be read, every list in its orders, and the lists of the API."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from haidian_policing.lists.declaration import List
from haidian_policing.lists.registry import LISTS
from haidian_policing.organisation.roles import Reach
from haidian_policing.pages.registry import Page, pages_of
from haidian_policing.roof.declarations import PREFIXES, resources
from tests.benchmarks.people import users_of
from tests.benchmarks.samples import sample

# pages that answer with a file, a picture or a redirect, or that show a step of signing in
LEFT_OUT = {"organisation:sign_in", "organisation:second_factor", "organisation:second_factor_picture", "organisation:change_password"}
SEARCHED = "门口"


@dataclass(frozen=True)
class Case:
    """One address as one person opens it. kind: home, list, detail, form, page, api; listed: the declaration behind a list."""

    name: str
    kind: str
    path: str
    role: str
    reach: Reach
    listed: List | None = None

    @property
    def key(self) -> str:
        return f"{self.name} {self.role}"


def declared() -> Iterator[tuple[str, Page]]:
    """(full URL name, page) of everything that answers a GET and needs somebody signed in."""
    for label in PREFIXES:
        for page in pages_of(label):
            name = f"{label}:{page.name}"
            if "GET" in page.methods and not page.open and name not in LEFT_OUT:
                yield name, page


def kind_of(name: str, page: Page) -> str:
    if name == "roof:home":
        return "home"
    if name in {listed.page for listed in LISTS.values()}:
        return "list"
    return "form" if "POST" in page.methods else "detail" if page.takes else "page"


def cases(people: dict[str, Any]) -> list[Case]:
    """All that can be opened with the data that is there."""
    found = [case for name, page in declared() for case in _of_page(name, page, people)]
    return found + [case for prefix, view in resources() for case in _of_api(prefix, view, people)]


def _of_page(name: str, page: Page, people: dict) -> Iterator[Case]:
    kind = kind_of(name, page)
    users = [(role, Reach.OWN) for role in people] if kind == "home" else users_of(page.may, people)
    for role, reach in users:
        kwargs = sample(page.takes, people[role]) if page.takes else {}
        if kwargs is None:
            continue
        path = reverse(name, kwargs=kwargs or None)
        listed = next((row for row in LISTS.values() if row.page == name), None)
        yield Case(name, kind, path, role, reach, listed)
        if listed:
            yield from (Case(f"{name} {query}", kind, f"{path}?{query}", role, reach, listed) for query in queries(listed, people[role]))


def queries(listed: List, person) -> list[str]:
    """The list as it can be asked for: everything, each order, a word."""
    base = "tab=all&" if any(tab.code == "all" for tab in listed.tabs(person)) else ""
    found = [base.rstrip("&")] if base else []
    found += [f"{base}sort=-{column.code}" for column in listed.columns if column.sort]
    return found + ([f"{base}{urlencode({'q': SEARCHED})}"] if listed.filterset and "q" in listed.filterset.base_filters else [])


def _of_api(prefix: str, view, people: dict) -> Iterator[Case]:
    may = view.may.get("list") if isinstance(view.may, dict) else view.may
    if not hasattr(view, "list"):
        return
    for role, reach in users_of(may, people):
        yield Case(f"api:{prefix}-list", "api", reverse(f"api:{prefix.replace('/', '-')}-list"), role, reach)
