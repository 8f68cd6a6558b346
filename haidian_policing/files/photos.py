"""Photos are decoded, freed of EXIF and location, turned upright and written anew; anything else is refused in plain words."""

import hashlib
from io import BytesIO

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from haidian_policing.files.keeping import keep
from haidian_policing.files.models import StoredFile

MOST_PIXELS = 50_000_000
MOST_BYTES = 15 * 1024 * 1024
LONGEST_EDGE = 2400
SUFFIXES = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP"}
SIGNATURES = {"JPEG": b"\xff\xd8\xff", "PNG": b"\x89PNG\r\n\x1a\n", "WEBP": b"RIFF"}


def clean_photo(upload) -> bytes:
    """JPEG bytes of an upload without metadata, longest edge at most 2400 px; raises ValidationError saying what is wrong."""
    kind = SUFFIXES.get(upload.name.rsplit(".", 1)[-1].lower())
    if kind is None:
        raise ValidationError(_("“%(name)s” is not a photo. JPG, PNG and WebP are taken.") % {"name": upload.name})
    if upload.size > MOST_BYTES:
        raise ValidationError(_("“%(name)s” is larger than 15 MB. Make it smaller and try again.") % {"name": upload.name})
    body = upload.read()
    if not body.startswith(SIGNATURES[kind]):
        raise ValidationError(_("The content of “%(name)s” does not agree with its ending.") % {"name": upload.name})
    return _redrawn(body, upload.name)


def _redrawn(body: bytes, name: str) -> bytes:
    try:
        image = Image.open(BytesIO(body))
        if image.width * image.height > MOST_PIXELS:
            raise ValidationError(_("“%(name)s” has more than 50 megapixels.") % {"name": name})
        upright = ImageOps.exif_transpose(image).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError(_("“%(name)s” cannot be read as a photo.") % {"name": name}) from error
    upright.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
    out = BytesIO()
    upright.save(out, "JPEG", quality=85)
    return out.getvalue()


def store_photo(upload, *, actor, at) -> StoredFile:
    """Validate and keep one photo; a repeat of the same bytes is kept as a file of its own."""
    name = upload.name.rsplit(".", 1)[0][:190] + ".jpg"
    return keep(BytesIO(clean_photo(upload)), name, "image/jpeg", actor=actor, at=at)


def replace_photo(stored: StoredFile, upload) -> None:
    """Put another picture in the place of a stored one; whoever asks discards the former body after the commit."""
    body = clean_photo(upload)
    stored.size, stored.sha256 = len(body), hashlib.sha256(body).hexdigest()
    stored.file.save("photo", ContentFile(body), save=False)
    StoredFile.objects.filter(pk=stored.pk).update(file=stored.file.name, size=stored.size, sha256=stored.sha256)
