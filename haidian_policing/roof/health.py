"""Liveness, readiness and metrics for whoever supervises the portal."""

import redis
from django.conf import settings
from django.db import OperationalError, connection
from django.http import HttpResponse, JsonResponse
from django_prometheus.exports import ExportToDjangoView

from haidian_policing.audit.origin import client_address


def healthz(request) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request) -> JsonResponse:
    """Whether pages can be served (database) and background work runs (broker); 503 only without the database."""
    state = {"database": _database(), "broker": _broker()}
    return JsonResponse(state, status=200 if state["database"] == "ok" else 503)


def metrics(request) -> HttpResponse:
    """Prometheus metrics, to the machine itself and the addresses that PORTAL_METRICS names."""
    if client_address(request) not in ("", "127.0.0.1", "::1", *settings.METRICS_FROM):
        return HttpResponse(status=404)
    return ExportToDjangoView(request)


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except OperationalError:
        return "away"
    return "ok"


def _broker() -> str:
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_timeout=1, socket_connect_timeout=1).ping()
    except redis.RedisError:
        return "away"
    return "ok"
