"""What people type, made comparable: full-width characters, stray spaces, numbers, five notations of a date."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

WIDE = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
SPACES = dict.fromkeys((0xA0, 0x3000, 0x202F, *range(0x2000, 0x200B)), " ") | dict.fromkeys((0x200B, 0xFEFF))
LETTERS = WIDE | SPACES
SIGNS = LETTERS | {ord(wide): plain for wide, plain in zip("．。－—–，／：（）％＋", "..---,/:()%+", strict=True)}
AROUND_HAN = re.compile(r"(?<=[\u3400-\u9fff\U00020000-\U000323af·])\s+|\s+(?=[\u3400-\u9fff\U00020000-\U000323af·])")
MIDDLE_DOTS = str.maketrans(dict.fromkeys("•・‧∙．", "·"))
ODD = re.compile("[" + "".join(map(chr, LETTERS)) + "]")  # what `words` would change
LOOSE = re.compile(r"[\s•・‧∙．]")  # what `name` would change beyond that
GUARDED = re.compile(r"^'(?=[=+\-@\t\r\0'])")
EXCEL_ERROR = re.compile(r"^#(?:REF!|N/A|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$")

EXCEL_EPOCH = date(1899, 12, 30)
SERIALS = range(18264, 73051)  # 1950-01-01 to 2099-12-31: anything else is a mistake rather than a date
DATES = (
    re.compile(r"^(\d{4})-(\d{1,2})-(\d{1,2})$"),
    re.compile(r"^(\d{4})/(\d{1,2})/(\d{1,2})$"),
    re.compile(r"^(\d{4})\.(\d{1,2})\.(\d{1,2})\.?$"),
    re.compile(r"^(\d{4})(\d{2})(\d{2})$"),
    re.compile(r"^(\d{4})年(\d{1,2})月(\d{1,2})[日号]?$"),
)
MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")
EXACT = 10**15  # beyond this Excel has silently turned digits into zeros


def as_text(value: Any) -> str:
    """A cell as the words on the screen: 13800138000.0 is 13800138000, dates are ISO."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return str(value)


def words(value: Any) -> str:
    """Free text: digits and letters half-width, no stray spaces at the ends, everything else as typed."""
    text = as_text(value)
    return (text if text.isascii() or not ODD.search(text) else text.translate(LETTERS)).strip()


def compact(value: Any) -> str:
    """Codes and phone numbers: no spaces at all."""
    return "".join(words(value).split())


def name(value: Any) -> str:
    """Names and choices: 王 小 明 is 王小明, John Smith stays, one kind of middle dot."""
    text = words(value)
    return AROUND_HAN.sub("", re.sub(r"\s+", " ", text.translate(MIDDLE_DOTS))) if LOOSE.search(text) else text


def label(value: Any) -> str:
    """A heading: without spaces, line breaks and the mark of a required column."""
    return compact(as_text(value).translate(SIGNS)).replace("*", "").casefold()


def integer(value: Any) -> int:
    """A whole number; thousands separators are forgiven."""
    found = number(value)
    if found != found.to_integral_value():
        raise ValueError(_("not a whole number"))
    return int(found)


def number(value: Any) -> Decimal:
    """A number as it was typed, never through binary fractions."""
    text = compact(as_text(value).translate(SIGNS))
    text = re.sub(r"(?<=\d),(?=\d{3}(?:\D|$))", "", text)
    try:
        found = Decimal(text.removesuffix("%"))
    except InvalidOperation:
        raise ValueError(_("not a number")) from None
    if not found.is_finite():
        raise ValueError(_("not a number"))
    return found / 100 if text.endswith("%") else found


def day(value: Any) -> date:
    """A date: 2026-11-23, 2026/11/23, 2026.11.23, 20261123, 2026年11月23日, or Excel's serial number."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = MIDNIGHT.sub("", words(value).translate(SIGNS).strip())
    found = next((match for pattern in DATES if (match := pattern.match(re.sub(r"\s+", "", text)))), None)
    try:
        return date(*map(int, found.groups())) if found else _serial(text)
    except ValueError:
        raise ValueError(_("not a date; write it as 2026-11-23")) from None


def _serial(text: str) -> date:
    days = int(float(text)) if re.fullmatch(r"\d{5}(?:\.\d+)?", text) else 0
    if days not in SERIALS:
        raise ValueError
    return EXCEL_EPOCH + timedelta(days=days)


YES, NO = {"是", "有", "对", "√", "✓", "y", "yes", "true", "1"}, {"否", "无", "×", "✗", "n", "no", "false", "0"}


def yes_no(value: Any) -> bool:
    """Yes or no in the usual signs."""
    text = compact(value).casefold()
    if text not in YES | NO:
        raise ValueError(_("neither yes nor no"))
    return text in YES


def digits(value: Any) -> str:
    """A code kept as text; a number too long for Excel has lost its last digits and is refused."""
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= EXACT:
        raise ValueError(_("Excel has rounded this long number; format the column as text and enter it again"))
    return compact(value)


def unguarded(text: str) -> str:
    """The apostrophe or tab that our own .csv puts before or after a cell for Excel's sake is taken off."""
    return GUARDED.sub("", text).removesuffix("\t")
