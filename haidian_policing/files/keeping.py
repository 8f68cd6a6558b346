"""Keeping the bytes of a file that has been seen to, and letting them go."""

import hashlib
from functools import partial
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from haidian_policing.files.models import StoredFile


def keep(body: Any, name: str, content_type: str, *, actor, at) -> StoredFile:
    """An open binary file as it stands, under a random name on the disk."""
    body.seek(0)
    digest = hashlib.file_digest(body, "sha256").hexdigest()
    stored = StoredFile(name=name, content_type=content_type, sha256=digest, uploaded_by=actor, uploaded_at=at)
    stored.file.save("file", File(body), save=False)
    stored.size = stored.file.size
    stored.save()
    return stored


def let_go(files: QuerySet[StoredFile]) -> int:
    """Forget these files; their bytes go once the transaction has held."""
    found = list(files)
    StoredFile.objects.filter(pk__in=[stored.pk for stored in found]).delete()
    for stored in found:
        transaction.on_commit(partial(stored.file.delete, save=False))
    return len(found)
