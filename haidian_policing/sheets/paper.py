"""Paper: a sheet as PDF by typst, with our own fonts and nothing of the machine's; the data go in as JSON. Only the worker loads typst."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from .office import OfficeSheet, usual_signatures
from .writing import Heading, Show, plain_date, shown_width

FONTS = Path(__file__).parent / "fonts"
TEMPLATES = settings.BASE_DIR / "templates" / "papers"
SAMPLED = 200  # rows whose width decides about the columns


def paper(sheet: OfficeSheet) -> bytes:
    """The sheet as PDF, ready to be signed."""
    rows = [[words(value) for value in row] for row in sheet.rows]
    data: Mapping[str, Any] = {
        "title": sheet.title,
        "particulars": list(sheet.particulars.items()),
        "headings": [heading.label for heading in sheet.headings],
        "widths": widths(sheet.headings, rows),
        "right": [index for index, heading in enumerate(sheet.headings) if heading.show in (Show.GENERAL, Show.INTEGER, Show.NUMBER)],
        "rows": rows,
        "signatures": usual_signatures(),
    }
    return printed("list.typ", data)


def printed(template: str, data: Mapping[str, Any]) -> bytes:
    """A template of templates/papers with its data; what is not JSON by itself goes in as its text."""
    import typst

    chinese = (get_language() or "zh").startswith("zh")
    told = {
        "lang": "zh" if chinese else "en",
        "colon": "：" if chinese else ": ",
        "page": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        "day": pgettext("signature", "Date:"),
        **data,
    }
    inputs = {"data": json.dumps(told, ensure_ascii=False, default=str)}
    return typst.compile(
        str(TEMPLATES / template), root=str(TEMPLATES), format="pdf", font_paths=[str(FONTS)], ignore_system_fonts=True, sys_inputs=inputs
    )


def words(value: Any) -> str:
    """A value as it is read on paper: moments to the minute, nothing as "-"."""
    if value is None or value == "":
        return "-"
    return f"{plain_date(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def aside(text: Any) -> str:
    """Said behind something, in the brackets of the reader's language."""
    return pgettext("aside", " (%(text)s)") % {"text": text}


def facts(pairs: Iterable[tuple[Any, ...]]) -> list[tuple[str, str]]:
    """(label, value) in words, for the frames of a form."""
    return [(str(label), words(value)) for label, value in pairs]


def widths(headings: Sequence[Heading], rows: Sequence[Sequence[str]]) -> list[int]:
    """Shares of the page by what stands in the columns."""
    needed = [shown_width(heading, heading.label) for heading in headings]
    for row in rows[:SAMPLED]:
        needed = [max(width, min(shown_width(heading, value), 40)) for width, heading, value in zip(needed, headings, row, strict=True)]
    return [max(width, 4) for width in needed]
