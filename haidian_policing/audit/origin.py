"""Where a request comes from; forwarded headers count only behind the number of proxies that the settings name."""

from django.conf import settings


def client_address(request) -> str:
    """The client's address: the peer's, or the entry that our outermost trusted proxy wrote."""
    peer = request.META.get("REMOTE_ADDR", "")
    if not settings.TRUSTED_PROXIES:
        return peer
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    return forwarded[-settings.TRUSTED_PROXIES] if len(forwarded) >= settings.TRUSTED_PROXIES else peer
