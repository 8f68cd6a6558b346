"""Sending a file: as an attachment with its Chinese name, or a photo in the page; never sniffed, never cached by others."""

from django.http import FileResponse, Http404

from haidian_policing.files.models import StoredFile


def send(stored: StoredFile, *, inline: bool = False) -> FileResponse:
    """The response for a file whose reader has been checked; only our own redrawn JPEGs may show inline."""
    try:
        body = stored.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    shown = inline and stored.content_type == "image/jpeg"
    response = FileResponse(body, as_attachment=not shown, filename=stored.name, content_type=stored.content_type)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response
