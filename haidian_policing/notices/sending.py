"""Sending one message to an address outside: allow-listed origin, name resolved once, that address connected to, signed, nothing followed.

Plain functions over sockets, so that what is refused is refused before a byte leaves.
"""

import hashlib
import hmac
import http.client
import ipaddress
import json
import socket
import ssl
from urllib.parse import SplitResult, urlsplit

from django.conf import settings

SECONDS = 5


class Refused(ValueError):
    """The target is not one that may be spoken to, or did not answer as it should; the text says why, in English, for the log."""


def origin_of(url: str) -> str:
    """scheme://host[:port] in small letters, without the port that the scheme implies."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise Refused("not a plain http or https address")
    port = parts.port if parts.port not in (None, {"http": 80, "https": 443}[parts.scheme]) else None
    return f"{parts.scheme}://{parts.hostname.lower()}{f':{port}' if port else ''}"


def check_listed(url: str) -> SplitResult:
    """The parts of an address whose origin the settings list; raises Refused."""
    try:
        if origin_of(url) not in {origin_of(listed) for listed in settings.WEBHOOK_TARGETS}:
            raise Refused("target not in the allow-list")
    except ValueError as error:
        raise Refused(str(error)) from error
    return urlsplit(url)


def resolve(host: str, port: int) -> str:
    """The one address that will be connected to; refused where any answer is not public, unless its network is listed."""
    try:
        found = {_plain(str(row[4][0])) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise Refused("name not found") from error
    for address in found:
        listed = any(address in ipaddress.ip_network(network) for network in settings.WEBHOOK_NETWORKS)
        if not listed and (not address.is_global or address.is_multicast):
            raise Refused(f"address {address} is not public")
    return str(min(found, key=lambda address: (address.version, int(address))))


def _plain(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address:
    """An address, without the IPv6 coat that an IPv4 one may wear."""
    address = ipaddress.ip_address(text.partition("%")[0])
    return getattr(address, "ipv4_mapped", None) or address


def signature(secret: str, moment: int, body: bytes) -> str:
    """t=<seconds>,v1=<HMAC-SHA256 of "seconds.body" as hex>."""
    return f"t={moment},v1={hmac.new(secret.encode(), f'{moment}.'.encode() + body, hashlib.sha256).hexdigest()}"


def send(url: str, secret: str, content: dict, *, delivery: str, moment: int) -> int:
    """POST the content once; gives back the status of a good answer (2xx), raises Refused for anything else."""
    parts = check_listed(url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    headers = {
        "Host": parts.netloc,
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "haidian-policing-portal",
        "X-Portal-Delivery": delivery,
        "X-Portal-Signature": signature(secret, moment, body),
    }
    connection = _connection(parts, resolve(str(parts.hostname), port), port)
    try:
        connection.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        answer = connection.getresponse()
    except (OSError, http.client.HTTPException) as error:
        raise Refused(f"{type(error).__name__}: {error}") from error
    finally:
        connection.close()
    if not 200 <= answer.status < 300:
        raise Refused(f"answered {answer.status}{' (redirects are not followed)' if 300 <= answer.status < 400 else ''}")
    return answer.status


def _connection(parts: SplitResult, address: str, port: int) -> http.client.HTTPConnection:
    """A connection to the address that was checked, never to what the name says a second time."""
    if parts.scheme == "http":
        return http.client.HTTPConnection(address, port, timeout=SECONDS)
    return _Secured(str(parts.hostname), address, port)


class _Secured(http.client.HTTPSConnection):
    """Goes to the address; the certificate must be that of the name."""

    def __init__(self, name: str, address: str, port: int) -> None:
        super().__init__(address, port, timeout=SECONDS)
        self._name = name

    def connect(self) -> None:
        plain = socket.create_connection((self.host, self.port), SECONDS)
        self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self._name)
