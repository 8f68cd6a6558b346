"""What the one macro draws on the page of an object: its notes, its files and what the reader may do with them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from haidian_policing.access.standing import may
from haidian_policing.files.uploads import TAKEN
from haidian_policing.notes.models import LONGEST, Attachment, Note
from haidian_policing.notes.querysets import CHANGEABLE
from haidian_policing.notes.registry import SUBJECTS
from haidian_policing.replay import replayed


@dataclass(frozen=True)
class File:
    """A file in the page; blur: where its blurred version is sent, or "" where the reader may not."""

    pk: int
    name: str
    url: str
    caption: str
    size: int
    is_photo: bool
    internal: bool
    blur: str
    mine: bool


def notes_on(request, kind: str, thing) -> dict:
    """Notes and files of an object whose reader has been checked, in two statements."""
    person, at = request.user, timezone.now()
    about = {"kind": kind, "key": thing.pk}
    notes = _notes(person.standing.is_police, **about)
    shown = [_file(row, person) for row in _files(person.standing.is_police, **about)]
    return {
        "notes": [(note, note.added_by_id == person.pk and note.added_at > at - CHANGEABLE) for note in notes],
        "photos": [row for row in shown if row.is_photo],
        "documents": [row for row in shown if not row.is_photo],
        "texts": SUBJECTS[kind].texts(person, thing),
        "told": SUBJECTS[kind].history is not None,
        "followed": bool(SUBJECTS[kind].events),
        "longest": LONGEST,
        "taken": TAKEN,
        "writes": not request.preview,
    }


@replayed
def _notes(police: bool, *, kind: str, key: int):
    return Note.objects.about(kind, key).told(police).select_related("added_by")


@replayed
def _files(police: bool, *, kind: str, key: int):
    return Attachment.objects.about(kind, key).told(police).present().select_related("file", "added_by")


def _file(row: Attachment, person) -> File:
    return File(
        row.pk,
        row.file.name,
        reverse("notes:file", kwargs={"pk": row.pk}),
        f"{row.added_by} {timezone.localtime(row.added_at):%m-%d %H:%M}",
        row.file.size,
        row.file.content_type == "image/jpeg",
        row.internal,
        blur_address(person, row.file),
        row.added_by_id == person.pk,
    )


def blur_address(person, stored) -> str:
    """Where a blurred version of a photo is sent, for who put it there or answers for such photos; the address asks again."""
    if stored.uploaded_by_id != person.pk and not may(person, "file.redact"):
        return ""
    return reverse("notes:blur", kwargs={"pk": stored.pk})
