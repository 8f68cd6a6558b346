"""What changed between two versions of a text: paragraph by paragraph, and inside a changed one word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from markupsafe import Markup

WORD = re.compile(r"[a-zA-Z0-9]+|\s+|.", re.S)
SAME, NEW, GONE, CHANGED = "same", "new", "gone", "changed"


@dataclass(frozen=True)
class Change:
    """kind: same, new, gone or changed; words: the text with <ins> and <del> where it is not the same."""

    kind: str
    anchor: str
    words: Markup


def compare(before: dict[str, str], after: dict[str, str]) -> Iterator[Change]:
    """Texts by lasting id, in order; one that moved is no change, one that is gone stands where it stood."""
    for tag, a, b, c, d in SequenceMatcher(None, list(before), list(after), autojunk=False).get_opcodes():
        if tag != "equal":
            yield from (Change(GONE, key, Markup("<del>{}</del>").format(before[key])) for key in list(before)[a:b] if key not in after)
        for key in list(after)[c:d]:
            if key not in before:
                yield Change(NEW, key, Markup("<ins>{}</ins>").format(after[key]))
            elif before[key] == after[key]:
                yield Change(SAME, key, Markup("{}").format(after[key]))
            else:
                yield Change(CHANGED, key, inline(before[key], after[key]))


def inline(before: str, after: str) -> Markup:
    """One text with what was taken out and what was put in, both marked; a single sign that stayed in between is not told apart."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces, gone, put = [], "", ""
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal" and not (a > 0 and b < len(old) and b - a < 2):
            pieces += [_marked(gone, put), Markup("{}").format("".join(new[c:d]))]
            gone, put = "", ""
        else:
            gone, put = gone + "".join(old[a:b]), put + "".join(new[c:d])
    return Markup("").join([*pieces, _marked(gone, put)])


def _marked(gone: str, put: str) -> Markup:
    return (Markup("<del>{}</del>").format(gone) if gone else Markup()) + (Markup("<ins>{}</ins>").format(put) if put else Markup())
