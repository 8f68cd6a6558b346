"""Makes the fonts of printed sheets anew: Noto Sans and Noto Serif, the signs of GB 2312 and of our own texts.

`python3 deploy/subset_font.py Sans /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc` (Debian's fonts-noto-cjk)
`python3 deploy/subset_font.py Serif NotoSerifSC_400Regular.ttf` (npm's @expo-google-fonts/noto-serif-sc)
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection, TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "haidian_policing" / "sheets" / "fonts"


def signs() -> set[int]:
    """GB 2312, Latin, punctuation, and whatever stands in our catalogues and defaults."""
    table = {(bytes((high, low))).decode("gb2312", "ignore") for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)}
    own = (path.read_text() for pattern in ("locale/**/*.po", "*/defaults/*.csv", "*/*/defaults/*.csv") for path in ROOT.glob(pattern))
    return {ord(sign) for sign in set("".join(table)) | set("".join(own)) if ord(sign) >= 32} | set(range(32, 0x180))


def opened(source: str) -> TTFont:
    """The font of a file, or the simplified Chinese one of a collection."""
    if not source.endswith(".ttc"):
        return TTFont(source)
    return next(font for font in TTCollection(source).fonts if font["name"].getDebugName(1).endswith("CJK SC"))


def main(kind: str, source: str) -> None:
    font = opened(source)
    options = Options(layout_features=["kern", "locl", "vert"], hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=signs())
    subsetter.subset(font)
    for record in font["name"].names:  # the licence keeps the name Noto for the unchanged font
        if record.nameID in (1, 4, 16):
            record.string = f"Portal {kind} SC"
        if record.nameID == 6:
            record.string = f"Portal{kind}SC-Regular"
    FONTS.mkdir(exist_ok=True)
    font.save(FONTS / f"Portal{kind}SC-Regular.{'ttf' if 'glyf' in font else 'otf'}")


if __name__ == "__main__":
    main(*sys.argv[1:])
