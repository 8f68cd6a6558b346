"""Files of a form that was overtaken: set aside for their sender, and brought back when he sends the form again."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.datastructures import MultiValueDict

from haidian_policing.files.keeping import let_go
from haidian_policing.files.models import SetAside, StoredFile
from haidian_policing.files.uploads import store

NAME = "aside"  # the hidden field; its words are "field:key"


def set_aside(request, at) -> list[str]:
    """The words for the hidden fields of the next sending: of what was sent now, and of what had been set aside before."""
    words = request.POST.getlist(NAME)
    for field, uploads in request.FILES.lists():
        for upload in uploads:
            try:
                words.append(f"{field}:{_kept(upload, request.user, at).pk}")
            except ValidationError:  # it would be refused in any case
                continue
    return words


@transaction.atomic
def _kept(upload, person, at) -> SetAside:
    upload.seek(0)
    return SetAside.objects.create(file=store(upload, actor=person, at=at), person=person, at=at)


def files_of(request) -> MultiValueDict:
    """The files of a form: those chosen now, and those that its sender had set aside."""
    found = MultiValueDict({field: list(uploads) for field, uploads in request.FILES.lists()})
    for word in request.POST.getlist(NAME):
        field, _colon, key = word.partition(":")
        known = SetAside.objects.filter(person=request.user, pk=int(key)) if key.isdecimal() and len(key) < 18 else SetAside.objects.none()
        for row in known.select_related("file"):
            found.appendlist(field, File(row.file.file, name=row.file.name))
    return found


def forget(*, before) -> int:
    """Delete what nobody came back for."""
    return let_go(StoredFile.objects.filter(pk__in=SetAside.objects.filter(at__lt=before).values("file")))
