"""What a file must pass before any parser sees it: nothing here unpacks into memory or trusts what the file says of itself."""

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from .limits import Limit, active, damaged, not_a_document, not_a_workbook, not_text, old_or_locked, renamed, too_large
from .scan import Scan, Weigh

PIECE = 1 << 18
MEMBERS = 5_000
TYPES = "[Content_Types].xml"

ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKUP = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<!doctype|<html|<head|<table|<\?xml|<\?mso|\{\\rtf|%PDF|mime-version:)", re.I)
WORKBOOK = re.compile(rb"application/vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet\.main\+xml")
WRITING = re.compile(rb"application/vnd\.openxmlformats-officedocument\.wordprocessingml\.document\.main\+xml")
ACTIVE = re.compile(rb"macroEnabled|vbaProject|activeX|\.sheet\.binary", re.I)


def check_workbook(file: BinaryIO, limit: Limit) -> None:
    """Refuse what is no plain .xlsx within the limit; streams the archive once and leaves the file at its beginning."""
    check_package(file, limit, WORKBOOK)


def check_package(file: BinaryIO, limit: Limit, main: re.Pattern[bytes], closely: bool = True) -> None:
    """The same for any office file; `main` says what its first part must be."""
    _check_magic(file)
    try:
        with ZipFile(file) as archive:
            members = archive.infolist()
            _check_list(members, limit)
            _check_types(b"".join(_pieces(archive, archive.getinfo(TYPES), limit)), main)
            if closely:
                _check_texts(archive, members, [_scanned(archive, member, limit) for member in members], limit)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise damaged() from error
    finally:
        file.seek(0)


def glance(file: BinaryIO, limit: Limit) -> None:
    """What can be told of a workbook at once, whatever its size: no archive, another kind of one, too large, with macros."""
    check_package(file, limit, WORKBOOK, closely=False)


def check_text(data: bytes, limit: Limit) -> None:
    """Refuse a .csv that is something else under that name."""
    if len(data) > limit.unpacked:
        raise too_large(limit)
    if MARKUP.match(data[:512]):
        raise renamed()
    is_utf16 = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    if data.startswith((ZIP_MAGIC, OLE_MAGIC)) or (b"\0" in data and not is_utf16):
        raise not_text()


def _check_magic(file: BinaryIO) -> None:
    file.seek(0)
    head = file.read(512)
    if head.startswith(OLE_MAGIC):
        raise old_or_locked()
    if MARKUP.match(head):
        raise renamed()
    if not head.startswith(ZIP_MAGIC):
        raise not_a_workbook()


def _check_list(members: list[ZipInfo], limit: Limit) -> None:
    """What the archive's directory alone gives away."""
    names = [member.filename for member in members]
    if len(names) > MEMBERS or len({name.lower() for name in names}) != len(names):
        raise damaged()
    if any(member.flag_bits & 1 for member in members):
        raise old_or_locked()
    if TYPES not in names or any(member.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for member in members):
        raise not_a_workbook()
    if sum(member.file_size for member in members) > limit.unpacked:
        raise too_large(limit)
    if any(ACTIVE.search(name.encode()) for name in names):
        raise active()


def _check_types(content: bytes, main: re.Pattern[bytes]) -> None:
    if ACTIVE.search(content):
        raise active()
    if not main.search(content):
        raise not_a_workbook() if main is WORKBOOK else not_a_document()


def _scanned(archive: ZipFile, member: ZipInfo, limit: Limit) -> Scan:
    scan = Scan(limit)
    for piece in _pieces(archive, member, limit):
        scan.feed(piece)
    scan.close()
    return scan


def _check_texts(archive: ZipFile, members: list[ZipInfo], scans: list[Scan], limit: Limit) -> None:
    """Long shared texts named by many cells are weighed exactly; ordinary files stop at the estimate."""
    longest, cells = max(scan.longest for scan in scans), sum(scan.text_cells for scan in scans)
    if longest * cells <= limit.unpacked:
        return
    weigh = Weigh(limit)
    for member, scan in zip(members, scans, strict=True):
        if scan.longest or scan.text_cells:
            weigh.look(b"".join(_pieces(archive, member, limit)))
    weigh.check()


def _pieces(archive: ZipFile, member: ZipInfo, limit: Limit) -> Iterator[bytes]:
    """The member's bytes as the stream really gives them, which must not be more than the member claims."""
    seen = 0
    for piece in _unpacked(archive, member):
        seen += len(piece)
        if seen > member.file_size:
            raise too_large(limit)
        yield piece


def _unpacked(archive: ZipFile, member: ZipInfo) -> Iterator[bytes]:
    """zipfile's own reader would stop at the size that the member claims, and hide what a parser then meets."""
    file: BinaryIO = archive.fp  # type: ignore[assignment]
    file.seek(_begin(file, member))
    left, inflate = member.compress_size, zlib.decompressobj(-15)
    while left > 0:
        raw = file.read(min(left, 1 << 16))
        if not raw:
            raise EOFError
        left -= len(raw)
        while raw and not inflate.eof:
            if member.compress_type == ZIP_STORED:
                yield raw
                break
            yield inflate.decompress(raw, PIECE)
            raw = inflate.unconsumed_tail


def _begin(file: BinaryIO, member: ZipInfo) -> int:
    """Where the packed bytes begin: behind the local header, whose extra field may differ from the directory's."""
    file.seek(member.header_offset)
    header = file.read(30)
    if len(header) < 30 or not header.startswith(ZIP_MAGIC):
        raise BadZipFile(member.filename)
    return member.header_offset + 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
