"""Makes boxes.ttf, in which every character is the same box: pip install fonttools, then run.

Real fonts differ from machine to machine, and so would every picture of the window. With this
one the words keep their places and lengths, and nothing else of them shows.
"""

from __future__ import annotations

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM, ASCENT, DESCENT = 1000, 900, 260
ADVANCE, LEFT, RIGHT, TOP = 540, 50, 490, 560
CHARACTERS = [*range(0x21, 0x250), *range(0x2010, 0x2600)]


def main() -> None:
    """Write the font beside this file."""
    pen = TTGlyphPen(None)
    pen.moveTo((LEFT, 0))
    for corner in ((LEFT, TOP), (RIGHT, TOP), (RIGHT, 0)):
        pen.lineTo(corner)
    pen.closePath()
    box = pen.glyph()
    empty = TTGlyphPen(None).glyph()
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", "space", "box"])
    builder.setupCharacterMap({0x20: "space", 0xA0: "space", **dict.fromkeys(CHARACTERS, "box")})
    builder.setupGlyf({".notdef": box, "space": empty, "box": box})
    builder.setupHorizontalMetrics(
        {".notdef": (ADVANCE, LEFT), "space": (ADVANCE // 2, 0), "box": (ADVANCE, LEFT)}
    )
    builder.setupHorizontalHeader(ascent=ASCENT, descent=-DESCENT)
    builder.setupNameTable({"familyName": "FST Boxes", "styleName": "Regular"})
    builder.setupOS2(
        sTypoAscender=ASCENT, sTypoDescender=-DESCENT, usWinAscent=ASCENT, usWinDescent=DESCENT
    )
    builder.setupPost()
    builder.save(Path(__file__).with_name("boxes.ttf"))


if __name__ == "__main__":
    main()
