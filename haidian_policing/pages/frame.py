"""What of the frame around a page depends on rights, place and language alone: drawn once for each, then remembered."""

from functools import cache, lru_cache

from django.template import engines
from django.utils.translation import get_language
from markupsafe import Markup

from haidian_policing.pages.registry import menu_of

MENU_APPS = (
    "roof",
    "grids",
    "teams",
    "workstations",
    "whistle_reporting",
    "performance",
    "handbooks",
    "workcalendar",
    "organisation",
    "imports",
    "access",
    "audit",
    "jobs",
    "notices",
)


def menu(request) -> tuple[Markup, Markup]:
    """(the menu at the side, the bar at the bottom of a phone) for whoever asks; without entries for who is not signed in."""
    current = request.resolver_match.view_name if request.resolver_match else ""
    capabilities = request.user.standing.capabilities if request.user.is_authenticated else None
    return _menu(get_language(), capabilities, current)


@lru_cache(maxsize=2048)
def _menu(_language: str | None, capabilities: frozenset[str] | None, current: str) -> tuple[Markup, Markup]:
    sections = [] if capabilities is None else menu_of(capabilities, MENU_APPS, current)
    side, bottom = (_drawn(f"layouts/{name}.html", sections=sections) for name in ("sidebar", "bottom_nav"))
    return side, bottom


def kept(template: str) -> Markup:
    """A piece that says the same to everybody."""
    return _kept(get_language(), template)


@cache
def _kept(_language: str | None, template: str) -> Markup:
    return _drawn(template)


def _drawn(template: str, **context) -> Markup:
    return Markup(engines["jinja2"].env.get_template(template).render(context))
