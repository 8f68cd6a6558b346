"""The portal's secrets: made once, kept in one file of the data folder that only its owner can read."""

import base64
import contextlib
import json
import os
import secrets
import tempfile
from pathlib import Path

from haidian_policing.launcher.trouble import Trouble

FILE = "secrets.json"
ROLES = ("postgres", "portal_owner", "portal_app")


def load(data: Path, *, database_exists: bool = False) -> dict[str, str]:
    """Read the secrets, or make them when neither they nor the database exist."""
    file = data / FILE
    try:
        return {str(name): str(value) for name, value in json.loads(file.read_text("utf-8")).items()}
    except FileNotFoundError:
        if database_exists:
            raise Trouble("secrets_lost", file=file) from None
        return _make(file)
    except (ValueError, AttributeError):
        raise Trouble("secrets_broken", file=file) from None


def fresh() -> dict[str, str]:
    """New secrets: signing key, first field key, one password per database role."""
    return {
        "secret_key": secrets.token_urlsafe(64),
        "field_keys": base64.b64encode(secrets.token_bytes(32)).decode(),
        **{role: secrets.token_urlsafe(24) for role in ROLES},
    }


def _make(file: Path) -> dict[str, str]:
    made = fresh()
    handle, half = tempfile.mkstemp(dir=file.parent, prefix=".secrets-")  # 0600 from its first byte
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(made, out, indent=1)
            out.flush()
            os.fsync(out.fileno())
        Path(half).rename(file)
    except OSError:
        with contextlib.suppress(OSError):
            Path(half).unlink()
        raise
    return made
