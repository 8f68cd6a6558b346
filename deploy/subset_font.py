"""Makes the font of printed sheets anew: Noto Sans CJK SC, the signs of GB 2312 and of our own texts. Needs Debian's fonts-noto-cjk.

`python3 deploy/subset_font.py /usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc`
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTCollection

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "haidian_policing" / "sheets" / "fonts" / "PortalSansSC-Regular.otf"


def signs() -> set[int]:
    """GB 2312, Latin, punctuation, and whatever stands in our catalogues and defaults."""
    table = {(bytes((high, low))).decode("gb2312", "ignore") for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF)}
    own = (path.read_text() for pattern in ("locale/**/*.po", "*/defaults/*.csv", "*/*/defaults/*.csv") for path in ROOT.glob(pattern))
    return {ord(sign) for sign in set("".join(table)) | set("".join(own)) if ord(sign) >= 32} | set(range(32, 0x180))


def main() -> None:
    font = next(font for font in TTCollection(sys.argv[1]).fonts if font["name"].getDebugName(1) == "Noto Sans CJK SC")
    options = Options(layout_features=["kern", "locl", "vert"], hinting=False, name_IDs=["*"], notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=signs())
    subsetter.subset(font)
    for record in font["name"].names:  # the licence keeps the name Noto for the unchanged font
        if record.nameID in (1, 4, 16):
            record.string = "Portal Sans SC"
        if record.nameID == 6:
            record.string = "PortalSansSC-Regular"
    TARGET.parent.mkdir(exist_ok=True)
    font.save(TARGET)


if __name__ == "__main__":
    main()
