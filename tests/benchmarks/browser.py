"""A browser without a network: requests through the real WSGI handler with all its middleware, timed and counted."""

import io
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import RequestFactory
from django.utils.module_loading import import_string

CSRF = "b" * 32
BACKEND = "haidian_policing.organisation.backends.PoliceNumberBackend"


@dataclass
class Timing:
    """Milliseconds of the rounds after the warm-up, the statements of the last one and what was answered."""

    rounds: list[float] = field(default_factory=list)
    statements: list[tuple[str, tuple]] = field(default_factory=list)
    status: int = 200
    size: int = 0

    @property
    def p50(self) -> float:
        return quantiles(self.rounds, n=100, method="inclusive")[49] if len(self.rounds) > 1 else self.rounds[0]

    @property
    def p95(self) -> float:
        return quantiles(self.rounds, n=100, method="inclusive")[94] if len(self.rounds) > 1 else self.rounds[0]


class Browser:
    """Signed in as a person, in a session of its own."""

    def __init__(self, person) -> None:
        self.cookies = f"{settings.CSRF_COOKIE_NAME}={CSRF}"
        if person:
            self.cookies += f"; {settings.SESSION_COOKIE_NAME}={session_of(person)}"

    def get(self, path: str):
        return self.ask(self.environ("GET", path))

    def post(self, path: str, given: dict):
        body = urlencode(given | {"csrfmiddlewaretoken": CSRF}, doseq=True).encode()
        return self.ask(self.environ("POST", path) | posted(body))

    def environ(self, method: str, path: str) -> dict:
        path, _, query = path.partition("?")
        return RequestFactory(HTTP_COOKIE=self.cookies)._base_environ(PATH_INFO=path, QUERY_STRING=query, REQUEST_METHOD=method)

    def ask(self, environ: dict) -> tuple[int, bytes]:
        """(status, body), the response closed as a server closes it."""
        started: list[str] = []
        response = handler()(environ, lambda status, headers: started.append(status))
        body = b"".join(response)
        response.close()
        return int(started[0].split()[0]), body


def posted(body: bytes) -> dict:
    return {"CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}


_HANDLER: list[WSGIHandler] = []


def handler() -> WSGIHandler:
    if not _HANDLER:
        _HANDLER.append(WSGIHandler())
    return _HANDLER[0]


def session_of(person) -> str:
    """The key of a fresh session of the person."""
    session = import_string(settings.SESSION_ENGINE + ".SessionStore")()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), BACKEND, person.get_session_auth_hash()
    session.create()
    return session.session_key


def timed(act: Callable[[], tuple[int, bytes]], rounds: int, warm: int = 2) -> Timing:
    """Call it a few times to warm up, then measure; the statements are those of one more call."""
    found = Timing()
    for number in range(warm + rounds):
        start = time.perf_counter()
        found.status, body = act()
        if number >= warm:
            found.rounds.append((time.perf_counter() - start) * 1000)
        if time.perf_counter() - start > 5:  # a page that slow needs no more rounds to be found out
            found.rounds = found.rounds or [(time.perf_counter() - start) * 1000]
            break
    found.size = len(body)
    found.statements = statements_of(act)
    return found


def statements_of(act: Callable) -> list[tuple[str, tuple]]:
    seen: list[tuple[str, tuple]] = []

    def note(execute, sql, params, many, context):
        seen.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        act()
    return seen
