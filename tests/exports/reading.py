"""A paper as its owner gets it, and what stands on it: the text is read out of the PDF itself, by its fonts' own tables."""

import re
import zlib

from django.urls import reverse

from haidian_policing.exports.models import Export
from tests.imports.bringing import work

OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.S)
NEXT = re.compile(rb"/(f\d+) [\d.]+ Tf|(?<!ActualText)<([0-9A-F]+)>|\(")
IN_STRING = re.compile(rb"\\.|[^\\()]+|[()]", re.S)
ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def printed(client, name: str, pk: int, **given) -> tuple[Export, list[str]]:
    """Ask for a paper, do the worker's part, fetch it: the export, and the text of each page without gaps."""
    answer = client.post(reverse(name, kwargs={"pk": pk}), given)
    assert answer.status_code == 302, answer.status_code
    work()
    export = Export.objects.latest("pk")
    assert client.get(answer.url).status_code == 200
    return export, pages(b"".join(client.get(f"/exports/{export.pk}/file/").streaming_content))


def pages(pdf: bytes) -> list[str]:
    """The text of each page in the order drawn, without spaces and line ends."""
    assert pdf.startswith(b"%PDF")
    objects = {int(key): body for key, body in OBJECT.findall(pdf)}
    found = [body for body in objects.values() if b"/Type/Page/" in body]
    return [re.sub(r"\s", "", _drawn(objects, _part(objects, page, b"Resources"), _part(objects, page, b"Contents"))) for page in found]


def _part(objects: dict[int, bytes], body: bytes, name: bytes) -> bytes:
    return objects[int(re.search(rb"/" + name + rb" (\d+) 0 R", body)[1])]


def _stream(body: bytes) -> bytes:
    return zlib.decompress(body.partition(b"stream\n")[2].rpartition(b"\nendstream")[0])


def _drawn(objects: dict[int, bytes], resources: bytes, contents: bytes) -> str:
    signs, text = {}, []
    fonts = {
        name: _signs(_stream(_part(objects, objects[int(key)], b"ToUnicode"))) for name, key in re.findall(rb"/(f\d+) (\d+) 0 R", resources)
    }
    stream, at = _stream(contents), 0
    while found := NEXT.search(stream, at):
        at = found.end()
        if found[1]:
            signs = fonts[found[1]]
        else:
            codes, at = (bytes.fromhex(found[2].decode()), at) if found[2] else _string(stream, at)
            text += [signs.get(codes[place : place + 2], "") for place in range(0, len(codes), 2)]
    return "".join(text)


def _string(stream: bytes, at: int) -> tuple[bytes, int]:
    """The bytes of the string that begins here and where it ends; brackets inside stand as they are where they are paired."""
    depth, raw = 1, []
    while depth:
        piece = IN_STRING.match(stream, at)
        at, depth = piece.end(), depth + {b"(": 1, b")": -1}.get(piece[0], 0)
        raw.append(piece[0])
    return _unescaped(b"".join(raw[:-1])), at


def _unescaped(text: bytes) -> bytes:
    return re.sub(
        rb"\\([0-7]{1,3}|.)", lambda hit: bytes([int(hit[1], 8)]) if hit[1].isdigit() else ESCAPES.get(hit[1], hit[1]), text, flags=re.S
    )


def _signs(table: bytes) -> dict[bytes, str]:
    """Code of a glyph -> its letters."""
    pairs = re.findall(rb"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]+)>", table)
    return {bytes.fromhex(code.decode()): bytes.fromhex(sign.decode()).decode("utf-16-be") for code, sign in pairs}
