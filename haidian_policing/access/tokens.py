"""Keys of the API: issued, approved, revoked, and found again by their hash."""

import hashlib
import secrets
from datetime import timedelta

from haidian_policing.access.models import ApiToken
from haidian_policing.organisation.sets import asking

MARK = "hdp_"  # by which a scan of code and logs knows a key
LONGEST_LIFE = timedelta(days=365)


def digest_of(secret: str) -> str:
    """Of 256 random bits a plain hash is enough: there is nothing to guess."""
    return hashlib.sha256(secret.encode()).hexdigest()


def issue(person, *, name: str, scope: str, days: int, actor, at) -> tuple[ApiToken, str]:
    """A new key and the words of it, which nobody can read again."""
    secret = MARK + secrets.token_urlsafe(32)
    life = min(timedelta(days=days), LONGEST_LIFE)
    known = {"digest": digest_of(secret), "tail": secret[-4:], "created_at": at, "created_by": actor, "expires_at": at + life}
    return ApiToken.objects.create(person=person, name=name, scope=scope, **known), secret


def approve(tokens, *, actor, at) -> int:
    """A second person lets a key of a role with a second factor in; nobody approves his own."""
    return tokens.live(at).filter(approved_at=None).exclude(person=actor).update(approved_at=at, approved_by=actor)


def revoke(tokens, *, actor, at) -> int:
    return tokens.filter(revoked_at=None).update(revoked_at=at)


def found(secret: str, at) -> ApiToken | None:
    """The live key of these words with its person as he asks now, if he is active."""
    token = ApiToken.objects.live(at).filter(digest=digest_of(secret)).first() if secret.startswith(MARK) else None
    person = asking(token.person_id, at) if token else None
    if person is None:
        return None
    token.person = person
    return token


def note_use(token: ApiToken, at) -> None:
    """Remember the last use, to the minute."""
    if token.last_used_at is None or token.last_used_at < at - timedelta(minutes=1):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=at)
