"""The Jinja2 environment of the pages: translations, URLs, formats, menu."""

from collections.abc import Mapping
from functools import cache, lru_cache
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.messages import get_messages
from django.templatetags.static import static
from django.urls import get_urlconf, reverse
from django.utils import timezone, translation
from django.utils.html import json_script
from django.utils.text import capfirst
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from haidian_policing.audit.stories import by_day
from haidian_policing.notes.panels import notes_on
from haidian_policing.notices.panels import follows
from haidian_policing.organisation.pinyin import initials
from haidian_policing.pages import frame
from haidian_policing.phrasing import enumerated, told

EXTENSIONS = ["jinja2.ext.i18n", "jinja2.ext.do", "jinja2.ext.loopcontrols"]


def environment(**options) -> Environment:
    """Built once per process by Django's Jinja2 backend; an undefined name is an error, never a blank."""
    options["undefined"] = StrictUndefined
    env = Environment(trim_blocks=True, lstrip_blocks=True, extensions=EXTENSIONS, **options)
    env.install_gettext_callables(
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext, npgettext=translation.npgettext
    )
    env.globals |= {
        "_": words,
        "url": url,
        "static": asset,
        "icon_drawn": icon,
        "query_changed": query,
        "menu": frame.menu,
        "kept": frame.kept,
        "around": frame.around,
        "messages_of": get_messages,
        "follows": follows,
        "notes_on": notes_on,
        "csrf": frame.csrf,
        "language": translation.get_language,
        "profile": settings.PROFILE,
        "now": timezone.localtime,
        "json_script": json_script,
    }
    env.filters |= {
        "date": date_text,
        "datetime": datetime_text,
        "clock": clock_text,
        "by_day": by_day,
        "capfirst": capfirst,
        "dash": dash,
        "enumerated": enumerated,
        "told": told,
        "number": number,
        "minutes": minutes_text,
        "initials": initials,
    }
    return env


def words(message: str, /, **given) -> Markup:
    """A message in the reader's language, as Jinja2's newstyle gettext says it; a page says a hundred, nearly all of them plain."""
    return Markup(translation.gettext(message)) % given if given else _plain_words(translation.get_language(), message)


@lru_cache(maxsize=8192)
def _plain_words(_language: str | None, message: str) -> Markup:
    return Markup(translation.gettext(message)) % {}


def url(name: str, /, **kwargs) -> str:
    return reverse(name, kwargs=kwargs) if kwargs else _plain_url(name, get_urlconf())


@cache
def _plain_url(name: str, _urlconf: str | None) -> str:
    """A page draws forty addresses of pages that take nothing; they stay the same as long as the process lives."""
    return reverse(name)


@cache
def asset(path: str) -> str:
    return static(path)


@cache
def icon(name: str, label: str = "", css: str = "") -> Markup:
    """A symbol of the sprite; a label makes it speak, without one it is decoration."""
    spoken = Markup('role="img" aria-label="{}"').format(label) if label else Markup('aria-hidden="true"')
    return Markup('<svg class="icon{}" {} focusable="false"><use href="{}#{}"></use></svg>').format(
        css and f" {css}", spoken, asset("portal/icons.svg"), name
    )


def query(request, changes: Mapping[str, object]) -> str:
    """The address of this page with some of its query changed (None or "" takes away); the page number starts again."""
    given = {key: values for key, values in request.GET.lists() if key != "page"}
    given |= {key: [] if value is None or value == "" else [value] for key, value in changes.items()}
    return f"?{urlencode(given, doseq=True)}"


def dash(value):
    """Empty values read as "-"."""
    return "-" if value is None or value == "" else value


def date_text(value) -> str:
    return "-" if value is None else f"{timezone.localtime(value) if hasattr(value, 'hour') else value:%Y-%m-%d}"


def datetime_text(value) -> str:
    """2026-11-23 14:05 in Beijing time."""
    return "-" if value is None else f"{timezone.localtime(value):%Y-%m-%d %H:%M}"


def clock_text(value) -> str:
    """14:05 in Beijing time, under a heading that says the day."""
    return f"{timezone.localtime(value):%H:%M}"


def number(value, digits: int = 0) -> str:
    return "-" if value is None else f"{round(value, digits):,.{digits}f}"


def minutes_text(value: int | None) -> str:
    """A duration in minutes as days, hours and minutes of the clock."""
    if value is None:
        return "-"
    days, rest = divmod(abs(int(value)), 1440)
    hours, minutes = divmod(rest, 60)
    parts = [
        (days, translation.pgettext("duration", "d")),
        (hours, translation.pgettext("duration", "h")),
        (minutes, translation.pgettext("duration", "min")),
    ]
    return Markup(" ").join(f"{amount} {unit}" for amount, unit in parts if amount) or f"0 {parts[2][1]}"
