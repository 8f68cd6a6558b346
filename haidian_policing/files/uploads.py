"""Any upload: a photo is drawn anew, a document is looked through; the ending, the first bytes and the content must agree."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from haidian_policing.files.keeping import keep
from haidian_policing.files.models import StoredFile
from haidian_policing.files.photos import MOST_BYTES, SUFFIXES, store_photo
from haidian_policing.sheets.gate import WORKBOOK, WRITING, check_package
from haidian_policing.sheets.limits import Limit, Refused

OFFICE = "application/vnd.openxmlformats-officedocument."
DOCUMENTS = {"pdf": "application/pdf", "docx": f"{OFFICE}wordprocessingml.document", "xlsx": f"{OFFICE}spreadsheetml.sheet"}
RUNS = re.compile(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|RichMedia|XFA)\b")
TAKEN = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx"


def suffix_of(name: str) -> str:
    _stem, dot, suffix = name.rpartition(".")
    return suffix.lower() if dot else ""


def store(upload, *, actor, at) -> StoredFile:
    """Keep one photo or document; raises ValidationError saying what is wrong with it."""
    suffix = suffix_of(upload.name)
    if suffix in SUFFIXES:
        return store_photo(upload, actor=actor, at=at)
    if suffix not in DOCUMENTS:
        raise ValidationError(_("“%(name)s” is not taken: photos, PDF, DOCX and XLSX are.") % {"name": upload.name})
    if upload.size > MOST_BYTES:
        raise ValidationError(_("“%(name)s” is larger than 15 MB. Make it smaller and try again.") % {"name": upload.name})
    _look_through(upload, suffix)
    return keep(upload, upload.name[-200:], DOCUMENTS[suffix], actor=actor, at=at)


def _look_through(upload, suffix: str) -> None:
    try:
        if suffix == "pdf":
            _check_pdf(upload)
        else:
            check_package(upload, Limit(), WORKBOOK if suffix == "xlsx" else WRITING)
    except Refused as refusal:
        raise ValidationError(f"“{upload.name}”：{refusal}") from refusal
    finally:
        upload.seek(0)


def _check_pdf(upload) -> None:
    """A whole PDF without anything that runs or hides another file."""
    body = upload.read()
    if not body.startswith(b"%PDF-") or b"%%EOF" not in body[-1024:]:
        raise Refused(_("The content does not agree with the ending."))
    if RUNS.search(body):
        raise Refused(_("The document holds scripts or other files. Print it to a new PDF and retry."))
