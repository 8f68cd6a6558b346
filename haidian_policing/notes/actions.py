"""Writing, changing and withdrawing a note; putting a file on an object, taking it off, blurring a photo."""

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F

from haidian_policing.files.models import StoredFile
from haidian_policing.files.photos import replace_photo
from haidian_policing.files.uploads import store
from haidian_policing.notes.models import Attachment, Blurring, Note
from haidian_policing.notes.notices import discard


def write(kind: str, pk: int, *, actor, at, text: str, internal: bool = False, once: str = "") -> None:
    """Note something on an object; the same token writes it once."""
    note = Note(kind=kind, object_id=pk, added_by=actor, added_at=at, text=text, internal=internal and actor.standing.is_police, once=once)
    Note.objects.bulk_create([note], ignore_conflicts=True)


def amend(notes, *, actor, at, text: str) -> int:
    """Change the text of one's own fresh notes; the row history keeps the former text."""
    return notes.changeable_by(actor, at).update(text=text, revision=F("revision") + 1)


def withdraw(notes, *, actor, at) -> int:
    """Take one's own notes back: they stay as a line without text."""
    return notes.filter(added_by=actor, withdrawn_at=None).update(withdrawn_at=at)


@transaction.atomic
def attach(kind: str, pk: int, uploads, *, actor, at, internal: bool = False, once: str = "") -> int:
    """Check and keep files on an object; the same token keeps them once. Raises ValidationError where one is refused, keeping none."""
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=actor.pk).values_list("pk"))
    if once and Attachment.objects.filter(added_by=actor, once=once).exists():
        return 0
    common = {"kind": kind, "object_id": pk, "added_by": actor, "added_at": at, "once": once}
    common["internal"] = internal and actor.standing.is_police
    return len(Attachment.objects.bulk_create(Attachment(file=store(upload, actor=actor, at=at), **common) for upload in uploads))


@transaction.atomic
def remove(attachments, *, actor, at) -> int:
    """Take one's own files off; the bytes are deleted after the commit."""
    mine = attachments.present().filter(added_by=actor).select_related("file").select_for_update(of=("self",))
    files = [row.file for row in mine]
    for stored in files:
        discard(stored.file.name)
    return attachments.filter(file__in=files).update(removed_by=actor, removed_at=at)


@transaction.atomic
def blur(photos, upload, *, actor, at) -> int:
    """Put a blurred photo in the place of a stored one; the original is deleted after the commit, who and when stay."""
    done = 0
    for stored in StoredFile.objects.filter(pk__in=photos.values("pk")).select_for_update():
        former, digest = stored.file.name, stored.sha256
        replace_photo(stored, upload)
        Blurring.objects.create(file=stored, by=actor, at=at, former_sha256=digest)
        discard(str(former))
        done += 1
    return done
