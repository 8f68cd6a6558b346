"""Pinyin initials, by which names are found from the keyboard."""

from pypinyin import Style, lazy_pinyin


def initials(text: str) -> str:
    """The first letters of each sign in lower case: 海淀 -> "hd"; Latin letters and digits stay."""
    return "".join(lazy_pinyin(text, style=Style.FIRST_LETTER)).replace(" ", "").lower()[:40]
