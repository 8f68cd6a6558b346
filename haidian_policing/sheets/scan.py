"""A look at the tags of a workbook as its bytes stream by: rows, far cells, outside definitions, repeated long texts.

A parser reserves the whole rectangle up to the last cell and copies a shared text into every cell that names it, so a file of a few
kilobytes can ask for gigabytes. Every part is looked at whatever its name, because a workbook may call any part a sheet.
"""

import re
from array import array

from .limits import COLUMNS, Limit, damaged, outside_definitions, too_large, too_many_rows, too_wide

TAG = 4096  # a longer tag is no spreadsheet's
HEAD_ROWS = 30  # titles, notes, two-row headers and footers beside the rows of data
CELLS_PER_ROW = 100  # of the limit, on average over the rectangle

DTD = re.compile(rb"<![DdEe]")  # patterns begin with a literal, which Python then skips to
FOREIGN = re.compile(
    rb"^(?:\xff\xfe|\xfe\xff|\x00<|<\x00)|^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}encoding\s*=\s*[\"'](?!utf-8|us-ascii)", re.I
)
INSIDE = rb"[^>\"']*(?:\"[^\"]*\"[^>\"']*|'[^']*'[^>\"']*)*"  # of a tag: a quoted ">" does not end it
WHOLE = re.compile(rb"<" + INSIDE + rb">")
ROW, PREFIXED_ROW = (re.compile(rb"<" + prefix + rb"row\b(" + INSIDE + rb")") for prefix in (rb"", rb"(?:[\w.-]+:)?"))
ROW_NUMBER = re.compile(rb"\br\s*=\s*[\"']\s*0*(\d{1,18})")
OVERLONG = re.compile(rb"<(?:[\w.-]+:)?(?:row|c|si)\b")
WIDE = re.compile(rb"r\s*=\s*[\"']\s*([A-Za-z]{2,})\d")
TEXT_CELL = re.compile(rb"t\s*=\s*[\"']s[\"']")
TEXT_END = re.compile(rb"</(?:[\w.-]+:)?si\s*>")


class Scan:
    """One part of the archive; `feed` it pieces, then `close` it. Raises Refused as soon as something is wrong."""

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self.rows = 0
        self.last_row = 1023  # doubled while cells lie beyond it
        self.width = 26
        self.text_cells = 0
        self.longest = 0
        self._open = 0
        self._rest = b""
        self._begun = False

    def feed(self, piece: bytes) -> None:
        """Look at all complete tags; the last one may go on in the next piece."""
        if not self._begun and FOREIGN.match(piece):
            raise damaged()
        self._begun = True
        text = self._rest + piece
        cut = text.rfind(b"<")
        if cut < 0 or WHOLE.match(text, cut):
            cut = len(text)
        elif len(text) - cut > TAG:
            if OVERLONG.match(text, cut):
                raise damaged()
            cut = len(text)
        self._look(text[:cut])
        self._rest = text[cut:]

    def close(self) -> None:
        """The end of the part."""
        self._look(self._rest)

    def _look(self, text: bytes) -> None:
        if DTD.search(text):
            raise outside_definitions()
        self._count_rows(text)
        self._follow_cells(text)
        self._measure_texts(text)

    def _count_rows(self, text: bytes) -> None:
        tags = (PREFIXED_ROW if b":row" in text else ROW).findall(text)
        self.rows += len(tags)
        self._reach(max(map(int, ROW_NUMBER.findall(b"\n".join(tags))), default=0))
        if self.rows > self.limit.rows + HEAD_ROWS:
            raise too_many_rows(self.limit)

    def _follow_cells(self, text: bytes) -> None:
        """Cells name their own row, which need not be that of the tag around them."""
        place = 0
        while found := beyond(self.last_row).search(text, place):
            self._reach(int(found[1]))
            place = found.end()
        for found in WIDE.finditer(text):
            self.width = max(self.width, column_number(found[1]))
        if self.width > COLUMNS:
            raise too_wide()
        if self.last_row * self.width > max(self.limit.rows * CELLS_PER_ROW, 1024 * COLUMNS):
            raise too_many_rows(self.limit)

    def _reach(self, row: int) -> None:
        if row > self.limit.rows * 2 + HEAD_ROWS:  # blank rows between are forgiven to some degree
            raise too_many_rows(self.limit)
        while row > self.last_row:
            self.last_row = self.last_row * 2 + 1

    def _measure_texts(self, text: bytes) -> None:
        self.text_cells += len(TEXT_CELL.findall(text))
        begin = 0
        for end in TEXT_END.finditer(text) if b"/si" in text or b":si" in text else ():
            self.longest = max(self.longest, self._open + end.start() - begin)
            begin, self._open = end.end(), 0
        self._open += len(text) - begin


class Weigh:
    """The exact size of all texts in cells: lengths of the shared texts, and how often each is named."""

    TEXT = re.compile(rb"</(?:[\w.-]+:)?si\s*>")
    INDEX = re.compile(rb"\bt\s*=\s*[\"']s[\"'][^>]*>\s*<(?:[\w.-]+:)?v>\s*(\d+)")

    def __init__(self, limit: Limit) -> None:
        self.limit = limit
        self.lengths = array("Q")
        self.named = array("Q")

    def look(self, part: bytes) -> None:
        """One whole part; only files that already look suspicious come here, and none larger than the limit."""
        begin = 0
        for end in self.TEXT.finditer(part):
            self.lengths.append(end.start() - begin)
            begin = end.end()
        self.named.extend(int(found) for found in self.INDEX.findall(part))

    def check(self) -> None:
        """Refuse when the cells together would hold more than the limit allows."""
        if sum(self.lengths[index] for index in self.named if index < len(self.lengths)) > self.limit.unpacked:
            raise too_large(self.limit)


_beyond: dict[int, re.Pattern[bytes]] = {}


def beyond(row: int) -> re.Pattern[bytes]:
    """References to cells below that row, such as r="A1048576"."""
    if row not in _beyond:
        _beyond[row] = re.compile(rb"r\s*=\s*[\"']\s*[A-Za-z]{1,3}0*(" + greater_than(row).encode() + rb")\b")
    return _beyond[row]


def greater_than(number: int) -> str:
    r"""A pattern for the decimal numbers above `number`, without leading zeros: for 50 it is [1-9]\d{2,}|[6-9]\d{1}|5[1-9]\d{0}."""
    digits = str(number)
    longer = f"[1-9]\\d{{{len(digits)},}}"
    same_length = [f"{digits[:at]}[{int(digit) + 1}-9]\\d{{{len(digits) - at - 1}}}" for at, digit in enumerate(digits) if digit != "9"]
    return "|".join([longer, *same_length])


def column_number(letters: bytes) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters.upper()[:4]:
        number = number * 26 + letter - 64
    return number
