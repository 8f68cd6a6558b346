"""Errors in one documented shape for the API, and in plain words for people."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from rest_framework.response import Response
from rest_framework.views import exception_handler


def problem(error, context) -> Response | None:
    """RFC 9457: {type, title, status, detail, errors: {field: [words]}, request}."""
    response = exception_handler(error, context)
    if response is None:
        return None
    data = response.data
    fields = data if isinstance(data, dict) and "detail" not in data else {}
    detail = "" if fields else (data.get("detail", "") if isinstance(data, dict) else "；".join(map(str, data)))
    response.data = {
        "type": "about:blank",
        "title": _TITLES.get(response.status_code, response.status_text),
        "status": response.status_code,
        "detail": detail,
        "errors": fields,
        "request": getattr(context["request"], "request_id", ""),
    }
    response.content_type = "application/problem+json"
    return response


_TITLES = {
    400: "Bad request",
    401: "Not signed in",
    403: "Not permitted",
    404: "Not found",
    405: "Method not allowed",
    409: "Somebody was faster",
}


def error_page(status: int):
    """The handler for one status, to be named in the root URLconf."""

    def page(request, exception=None, reason="") -> HttpResponse:
        words = {"request_id": getattr(request, "request_id", "-"), "reason": reason or ""}
        return HttpResponse(render_to_string(f"errors/{status}.html", words), status=status)

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


bad_request, forbidden, absent = error_page(400), error_page(403), error_page(404)
