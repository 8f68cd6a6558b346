"""What the one macro draws on the page of an object: its notes, its files and what the reader may do with them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from haidian_policing.access.standing import may
from haidian_policing.files.uploads import TAKEN
from haidian_policing.notes.models import LONGEST, Attachment, Note
from haidian_policing.notes.querysets import CHANGEABLE
from haidian_policing.notes.registry import SUBJECTS


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
    notes = list(Note.objects.about(kind, thing.pk).told_to(person).select_related("added_by"))
    files = Attachment.objects.about(kind, thing.pk).told_to(person).present().select_related("file", "added_by")
    shown = [_file(row, person) for row in files]
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
