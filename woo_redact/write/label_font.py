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
def _whole() -> Any:
    return pymupdf.Font(FONT)


@cache
def _small() -> Any:
    from fontTools.agl import UV2AGL

    use = SimpleUse(frozenset(ASCII), {code: UV2AGL[code] for code in ASCII})
    return pymupdf.Font(fontbuffer=trim_cff(_whole().buffer, use).data)
