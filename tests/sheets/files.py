"""Files as people, old systems and attackers make them."""

import io
import struct
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

import xlsxwriter

TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="{main}"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml"'
    ' ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>'
)
MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MODEL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKBOOK = f'<workbook xmlns="{MODEL}" xmlns:r="{OFFICE}"><sheets><sheet name="s" sheetId="1" r:id="rId1"/></sheets></workbook>'
RELATIONS = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'


def book(rows: Sequence[Sequence[Any]], change: Callable[[Any, Any], None] | None = None) -> io.BytesIO:
    """An ordinary workbook."""
    file = io.BytesIO()
    workbook = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False})
    page = workbook.add_worksheet("数据")
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            page.write(number, column, value)
    if change:
        change(workbook, page)
    workbook.close()
    file.seek(0)
    return file


def archive(parts: dict[str, bytes | str]) -> io.BytesIO:
    """Any zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    file.seek(0)
    return file


def raw_book(sheet: bytes | str, main: str = MAIN, **more: bytes | str) -> io.BytesIO:
    """A workbook written by hand around one sheet's XML."""
    relation = f'<Relationship Id="rId1" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    texts = f'<Relationship Id="rId2" Type="{OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": TYPES.format(main=main),
        "_rels/.rels": RELATIONS.format(relation.format("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": WORKBOOK,
        "xl/_rels/workbook.xml.rels": RELATIONS.format(relation.format("worksheet", "worksheets/sheet1.xml") + texts),
        "xl/worksheets/sheet1.xml": sheet,
    }
    return archive(
        parts | {name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): content for name, content in more.items()}
    )


def sheet_xml(inner: str) -> str:
    """The XML of a sheet with these rows."""
    return f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{MODEL}"><sheetData>{inner}</sheetData></worksheet>'


def lying(file: io.BytesIO, name: str, size: int) -> io.BytesIO:
    """The same archive, whose directory claims another unpacked size for one member."""
    data = bytearray(file.getvalue())
    place = data.rfind(name.encode()) - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    struct.pack_into("<I", data, place + 24, size)
    return io.BytesIO(bytes(data))
