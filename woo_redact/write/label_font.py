"""The font of labels: Helvetica's lookalike that comes with PyMuPDF, with the characters that labels are made of."""

from functools import cache
from typing import Any

import pymupdf

from woo_redact.write.rebuild.cff import trim_cff
from woo_redact.write.rebuild.encodings import SimpleUse

FONT = "helv"
ASCII = range(0x20, 0x7F)


def label_font(texts: str) -> Any:
    """Return a font (PyMuPDF) that has all characters of ``texts``.

    Embedding a font takes MuPDF as long as the font has glyphs, and so does cutting it down afterwards: nearly all
    labels do with a seventh of them.
    """
    return _small() if all(ord(letter) in ASCII for letter in texts) else _whole()


@cache
def exact_font(letters: str) -> Any:
    """Return a font (PyMuPDF) with these characters and no other, so that it tells of none that is not shown."""
    from fontTools.agl import UV2AGL

    used = sorted({ord(letter) for letter in letters})
    if not all(code in UV2AGL and _whole().has_glyph(code) for code in used):
        return _whole()
    use = SimpleUse(frozenset(range(len(used))), {number: UV2AGL[code] for number, code in enumerate(used)})
    return pymupdf.Font(fontbuffer=trim_cff(_whole().buffer, use).data)


@cache
def _whole() -> Any:
    return pymupdf.Font(FONT)


@cache
def _small() -> Any:
    from fontTools.agl import UV2AGL

    use = SimpleUse(frozenset(ASCII), {code: UV2AGL[code] for code in ASCII})
    return pymupdf.Font(fontbuffer=trim_cff(_whole().buffer, use).data)
