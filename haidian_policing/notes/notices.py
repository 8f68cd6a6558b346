"""Bytes that are to go are deleted after the commit, through the outbox: a crash in between leaves none behind."""

from django.core.files.storage import default_storage

from haidian_policing.jobs.actions import tell
from haidian_policing.jobs.registry import Topic


def discard(path: str) -> None:
    tell("file_discarded", f"discard:{path}", path=path)


def _delete(message) -> None:
    default_storage.delete(message.body["path"])


TOPICS = (Topic("file_discarded", _delete),)
