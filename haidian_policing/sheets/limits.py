"""What a form accepts, and how a file is turned away."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


class Refused(ValueError):
    """The file is not read; the text says why and what to do, in the reader's language."""


@dataclass(frozen=True, slots=True)
class Limit:
    """Bytes after unpacking, and rows of data."""

    unpacked: int = 100 * 2**20
    rows: int = 50_000


ROSTER = Limit(400 * 2**20, 200_000)
COLUMNS = 702  # A to ZZ


def too_large(limit: Limit) -> Refused:
    """Over the form's size."""
    return Refused(_("The file is larger than %(size)s MB when unpacked. Split it and import the parts.") % {"size": limit.unpacked >> 20})


def too_many_rows(limit: Limit) -> Refused:
    """Over the form's rows."""
    return Refused(_("The sheet has more than %(rows)s rows. Split it and import the parts.") % {"rows": limit.rows})


def too_wide() -> Refused:
    """Over any sensible number of columns."""
    return Refused(_("The sheet uses more than %(columns)s columns.") % {"columns": COLUMNS})


def damaged() -> Refused:
    """Not what its own directory says."""
    return Refused(_("The file is damaged and cannot be opened. Save it again as .xlsx and retry."))


def not_a_workbook() -> Refused:
    """A zip archive, but of something else."""
    return Refused(_("The content is not an .xlsx workbook."))


def not_a_document() -> Refused:
    """An office file, but no writing."""
    return Refused(_("The content is not a Word document."))


def old_or_locked() -> Refused:
    """Excel 97 and encrypted workbooks come in the same container."""
    return Refused(_("This is an old .xls or a file with a password. Save it as .xlsx without a password and retry."))


def renamed() -> Refused:
    """HTML, XML or RTF under another name, as many old systems export."""
    return Refused(_("This is a web page or another document under a false name. Open it and save it as a real .xlsx."))


def active() -> Refused:
    """Macros and what else runs."""
    return Refused(_("The workbook contains macros. Save it as .xlsx without macros and retry."))


def outside_definitions() -> Refused:
    """DTD and external entities."""
    return Refused(_("The file refers to outside definitions (DTD), which a workbook never needs. Save it again and retry."))


def not_text() -> Refused:
    """Something else named .csv."""
    return Refused(_("The content is not text with separators. Save the sheet as .xlsx or .csv and retry."))
