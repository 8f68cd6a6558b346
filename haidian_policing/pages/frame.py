"""What of the frame around a page depends on rights, place and language alone: drawn once for each, then remembered."""

from functools import cache, lru_cache
from secrets import token_hex
from types import SimpleNamespace

from django.template import engines
from django.template.backends.utils import csrf_input
from django.utils.translation import get_language
from markupsafe import Markup, escape

from haidian_policing.pages.registry import menu_of

TOKEN, NUMBER, ADDRESS = (f"{name} {token_hex(8)}" for name in ("token", "number", "address"))  # of a request, as nobody could write them
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
    side, bottom = (drawn(f"layouts/{name}.html", sections=sections) for name in ("sidebar", "bottom_nav"))
    return side, bottom


def kept(template: str) -> Markup:
    """A piece that says the same to everybody."""
    return _kept(get_language(), template)


@cache
def _kept(_language: str | None, template: str) -> Markup:
    return drawn(template)


def around(request, template: str) -> Markup:
    """A piece that knows only who looks, drawn once for him, with the token and the address of this request put in."""
    user = request.user
    words = (user.name, user.standing.title, user.unread) if user.is_authenticated else ()
    return put_in(request, _around(get_language(), template, request.theme, *words))


@lru_cache(maxsize=2048)
def _around(_language: str | None, template: str, theme: str, *words) -> Markup:
    name, title, unread = words or ("", "", 0)
    user = {"is_authenticated": bool(words), "name": name, "unread": unread, "standing": {"title": title}}
    return drawn(template, request=anybody(user=user, theme=theme))


def anybody(**known) -> SimpleNamespace:
    """A request of which so much is known; what each has of its own is put in later."""
    return SimpleNamespace(csrf_drawn=Markup(TOKEN), request_id=NUMBER, address=ADDRESS, **known)


def put_in(request, piece: str) -> Markup:
    """A piece that was drawn for anybody with the token, the number and the address of a request."""
    address = request.get_full_path() if request.method == "GET" else request.headers.get("referer", "/")
    return Markup(piece.replace(TOKEN, csrf(request)).replace(NUMBER, request.request_id).replace(ADDRESS, escape(address)))


def csrf(request) -> str:
    """The hidden token of a form; macros have no request in their context, so they are given one. A page has several, masked once."""
    if not hasattr(request, "csrf_drawn"):
        request.csrf_drawn = csrf_input(request)
    return request.csrf_drawn


def drawn(template: str, **context) -> Markup:
    return Markup(engines["jinja2"].env.get_template(template).render(context))
