"""Field encryption and keyed hashes for sensitive columns; a narrow door, so that another cipher can be put behind it."""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES = 12
TAG_BYTES = 4


def _keys() -> tuple[bytes, ...]:
    """The field keys, current first, each stretched to 32 bytes."""
    return _stretched(tuple(settings.FIELD_KEYS))


@lru_cache(maxsize=4)
def _stretched(keys: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(hashlib.sha256(base64.b64decode(key)).digest() for key in keys)


@lru_cache(maxsize=8)
def _name(key: bytes) -> bytes:
    return hashlib.sha256(b"name" + key).digest()[:TAG_BYTES]


@lru_cache(maxsize=8)
def _cipher(key: bytes) -> AESGCM:
    return AESGCM(key)


class Sealer:
    """Seals and fingerprints many texts for one purpose, such as "person.phone", with the keys of the day."""

    def __init__(self, purpose: str) -> None:
        keys, self._purpose, self._prefix = _keys(), purpose.encode(), f"{purpose}\0"
        self._key, self._name, self._cipher = keys[-1], _name(keys[0]), _cipher(keys[0])

    def seal(self, text: str) -> bytes:
        """Encrypt with the current key (AES-256-GCM): key name, nonce, ciphertext; bound to the purpose."""
        nonce = os.urandom(NONCE_BYTES)
        return self._name + nonce + self._cipher.encrypt(nonce, text.encode(), self._purpose)

    def fingerprint(self, text: str) -> bytes:
        """A keyed hash (HMAC-SHA-256) for finding equal values; of the last key, so that a rotation keeps it searchable."""
        return hmac.digest(self._key, (self._prefix + text).encode(), "sha256")


def seal(text: str, purpose: str) -> bytes:
    """One text sealed for a purpose."""
    return Sealer(purpose).seal(text)


def unseal(sealed: bytes | memoryview, purpose: str) -> str:
    """Decrypt with whichever key sealed it; raises ValueError where that key is not at hand."""
    sealed = bytes(sealed)
    name, nonce, body = sealed[:TAG_BYTES], sealed[TAG_BYTES : TAG_BYTES + NONCE_BYTES], sealed[TAG_BYTES + NONCE_BYTES :]
    for key in _keys():
        if hmac.compare_digest(_name(key), name):
            return _cipher(key).decrypt(nonce, body, purpose.encode()).decode()
    raise ValueError("sealed with a key that is not in PORTAL_FIELD_KEYS")


def fingerprint(text: str, purpose: str) -> bytes:
    """The keyed hash of one text for a purpose."""
    return Sealer(purpose).fingerprint(text)
