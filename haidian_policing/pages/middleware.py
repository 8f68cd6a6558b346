"""Request identity for logs, and language from the switch."""

import uuid

import structlog
from django.conf import settings
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
