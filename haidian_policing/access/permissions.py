"""The API's side of the one rule: who asks, by session or by key, and which capability an action takes."""

import time
from functools import cache

import redis
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.throttling import BaseThrottle

from haidian_policing.access import tokens
from haidian_policing.access.models import ApiToken
from haidian_policing.access.standing import Standing, may_any, must_first


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer hdp_…`; the person of the key with his standing of the day, verified if a second person approved the key."""

    def authenticate(self, request):
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
        at = timezone.now()
        token = tokens.found(secret.strip(), at)
        if token is None:
            raise AuthenticationFailed(_("This key is unknown, revoked or out of date."))
        person = token.person
        person.standing = Standing(person, timezone.localdate(at))
        person.is_verified = lambda: token.approved_at is not None
        tokens.note_use(token, at)
        return person, token

    def authenticate_header(self, request) -> str:
        return "Bearer"


class KeyScheme(OpenApiAuthenticationExtension):
    target_class = "haidian_policing.access.permissions.TokenAuthentication"
    name = "key"

    def get_security_definition(self, auto_schema) -> dict:
        return {"type": "http", "scheme": "bearer", "description": "A key issued under “My account”."}


@cache
def counters(url: str) -> redis.Redis:
    """The connections that count, kept from request to request."""
    return redis.Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)


class KeyRate(BaseThrottle):
    """So many requests a minute for each key, counted in Redis; while Redis is away nothing is refused."""

    def allow_request(self, request, view) -> bool:
        if not isinstance(request.auth, ApiToken):
            return True
        minute = int(time.time() // 60)
        try:
            with counters(settings.REDIS_URL).pipeline() as pipe:
                count, _done = pipe.incr(f"api:{request.auth.pk}:{minute}").expire(f"api:{request.auth.pk}:{minute}", 120).execute()
        except redis.RedisError:
            return True
        return count <= settings.API_PER_MINUTE

    def wait(self) -> float:
        return 60 - time.time() % 60


class Capability(BasePermission):
    """Reads `may` of the view: one capability, several of which one is enough, or a dict action -> capability with "*" for the rest."""

    def has_permission(self, request, view) -> bool:
        if not request.user.is_authenticated or must_first(request.user):
            return False
        if request.method not in SAFE_METHODS and (getattr(request._request, "preview", None) or self._reads_only(request)):
            return False
        return may_any(request.user, self._capability(view))

    def _reads_only(self, request) -> bool:
        return isinstance(request.auth, ApiToken) and request.auth.scope == "read"

    def _capability(self, view):
        needed = getattr(view, "may", None)
        if isinstance(needed, dict):
            return needed.get(view.action, needed.get("*"))
        return needed
