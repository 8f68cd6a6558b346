"""Errors in one documented shape for the API, and in plain words for people."""

import sys
from http.client import responses

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from rest_framework.response import Response
from rest_framework.views import exception_handler

from haidian_policing.phrasing import clauses


def problem(error, context) -> Response | None:
    """RFC 9457: {type, title, status, detail, errors: {field: [words]}, request}."""
    response = exception_handler(error, context)
    if response is None:
        return None
    response.data = shaped(context["request"], response.status_code, response.data)
    if hasattr(error, "present"):
        response.data["present"] = error.present
    response.content_type = "application/problem+json"
    return response


def shaped(request, status: int, data) -> dict:
    """The one shape of an error of the API, from whatever a view or the framework says."""
    fields = data if isinstance(data, dict) and "detail" not in data else {}
    detail = "" if fields or not data else (data["detail"] if isinstance(data, dict) else clauses(data))
    request_id = getattr(request, "request_id", "")
    title = _TITLES.get(status, responses.get(status, ""))
    return {"type": "about:blank", "title": title, "status": status, "detail": detail, "errors": fields, "request": request_id}


_TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not permitted",
    404: "Not found",
    405: "Method not allowed",
    409: "Refused",
    412: "Changed meanwhile",
    422: "Other body under the same key",
    429: "Too many requests",
}


def error_page(status: int):
    """The handler for one status, to be named in the root URLconf."""

    def page(request, exception=None, reason="") -> HttpResponse:
        if request.path.startswith("/api/"):
            words = str(reason or _TITLES.get(status, ""))
            return JsonResponse(shaped(request, status, {"detail": words}), status=status, content_type="application/problem+json")
        told = {"request": request, "request_id": getattr(request, "request_id", "-"), "reason": reason or ""}
        return HttpResponse(render_to_string(f"errors/{status}.html", told), status=status)

    return page


def csrf_failed(request, reason="") -> HttpResponse:
    return error_page(403)(request, reason=_("The form was open for too long. Go back, reload the page and send it again."))


def broken(request) -> HttpResponse:
    """Whatever failed, in a view or in a middleware; while PostgreSQL restarts the reader is asked to come back in a few seconds."""
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return error_page(500)(request)
    response = error_page(503)(request)
    response.headers["Retry-After"] = "5"
    return response


def unsuited(request, methods: tuple[str, ...]) -> HttpResponse:
    """An address that only takes what a form sends was opened by itself: reloaded, bookmarked, or gone back to."""
    response = error_page(405)(request)
    response.headers["Allow"] = ", ".join(methods)
    return response


bad_request, forbidden, absent = error_page(400), error_page(403), error_page(404)
