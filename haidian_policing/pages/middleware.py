"""Request identity for logs, language from the switch, and a plain answer while the database is away."""

import uuid

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation


class RequestIdentity:
    """Gives every request a number, binds it to the log lines and sends it back."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.request_id = uuid.uuid4().hex[:12]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.request_id, method=request.method, path=request.path)
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request.request_id
        return response


class Language:
    """Chinese unless the reader switched; the browser's own wish does not count."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        request.theme = "dark" if request.COOKIES.get("theme") == "dark" else "light"
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", language)
            return response


class DatabaseAway:
    """While PostgreSQL restarts a page answers 503 in plain words and asks to come back in a few seconds."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            return self.get_response(request)
        except (OperationalError, InterfaceError) as error:
            return self.answer(request, error)

    def process_exception(self, request, exception):
        return self.answer(request, exception) if isinstance(exception, OperationalError | InterfaceError) else None

    def answer(self, request, error):
        structlog.get_logger(__name__).error("database_away", error=str(error).splitlines()[0] if str(error) else type(error).__name__)
        body = render_to_string("errors/503.html", {"request_id": request.request_id, "language": translation.get_language()})
        return HttpResponse(body, status=503, headers={"Retry-After": "5"})
