"""Message catalogues: what the code says, what is translated, and the compiled form that gettext reads."""

import gettext as gettext_module
import os
from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.utils.translation import trans_real

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
SOURCES = ("haidian_policing", "grids", "teams", "workstations", "whistle_reporting", "performance", "templates")


def catalogue_files() -> list[Path]:
    return [path for folder in settings.LOCALE_PATHS for path in sorted(Path(folder).glob("*/LC_MESSAGES/django.po"))]


def compile_all() -> int:
    """Write every .mo that is older than its .po; returns how many were written."""
    stale = [path for path in catalogue_files() if not _fresh(path)]
    for path in stale:
        body = BytesIO()
        with path.open("rb") as source:
            write_mo(body, read_po(source, locale="zh_Hans"))
        temporary = path.with_suffix(f".{os.getpid()}.mo")  # processes that start together compile the same catalogues
        temporary.write_bytes(body.getvalue())
        temporary.replace(path.with_suffix(".mo"))
    _forget_loaded()
    return len(stale)


def _forget_loaded() -> None:
    """Words that were looked up before the catalogues were there are looked up anew."""
    gettext_module._translations = {}
    trans_real._translations = {}
    trans_real._default = None


def _fresh(path: Path) -> bool:
    compiled = path.with_suffix(".mo")
    return compiled.exists() and compiled.stat().st_mtime >= path.stat().st_mtime


def used_messages() -> Iterator[tuple[str, int, tuple]]:
    """(file, line, (context or None, msgid)) of every message in code and templates."""
    for top in SOURCES:
        for path in sorted((settings.BASE_DIR / top).rglob("*")):
            if path.suffix in (".py", ".html") and "migrations" not in path.parts:
                method = "jinja2" if path.suffix == ".html" else "python"
                options = {"extensions": "jinja2.ext.do,jinja2.ext.loopcontrols", "trimmed": "false"} if method == "jinja2" else {}
                for line, message, _comments, context in extract_from_file(method, str(path), KEYWORDS, options=options):
                    yield str(path.relative_to(settings.BASE_DIR)), line, (context, message if isinstance(message, str) else message[0])


def translations() -> dict[tuple, list[tuple[Path, Message]]]:
    """Every entry of our catalogues by (context, msgid)."""
    found = defaultdict(list)
    for path in catalogue_files():
        with path.open("rb") as source:
            catalogue: Catalog = read_po(source, locale="zh_Hans")
        for message in catalogue:
            if message.id:
                key = message.id if isinstance(message.id, str) else message.id[0]
                found[message.context, key].append((path, message))
    return found


def complaints() -> list[str]:
    """What keeps the translation from being complete: missing, empty, fuzzy, contradicting, unused."""
    known = translations()
    used: dict[tuple, str] = {}
    for file, line, key in used_messages():
        used.setdefault(key, f"{file}:{line}")
    missing = [f"{where}: not translated: {key[1]!r}" for key, where in used.items() if key not in known and key[1]]
    unused = [f"{entries[0][0].parts[-4]}: not used any more: {key[1]!r}" for key, entries in known.items() if key not in used]
    return missing + unused + [line for key, entries in known.items() for line in _faults(key, entries)]


def _faults(key: tuple, entries: list) -> Iterator[str]:
    texts = {str(message.string) for _, message in entries}
    if len(texts) > 1:
        yield f"translated differently in {', '.join(path.parts[-4] for path, _ in entries)}: {key[1]!r}"
    for path, message in entries:
        if message.fuzzy or not message.string:
            yield f"{path.parts[-4]}: fuzzy or empty: {key[1]!r}"
