"""Whether the text that fonts show can be told as Unicode (ISO 19005-2, 6.2.11.7)."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import Any

import pikepdf
from pikepdf import Name

from woo_redact.write.archive.font_claims import shown_codes
from woo_redact.write.archive.shown import FontUse
from woo_redact.write.archive.standard import ZAPF, lookalike
from woo_redact.write.rebuild.cmaps import read_cmap, texts_of, to_unicode
from woo_redact.write.rebuild.encodings import names_of

# Which text no code may stand for.
FORBIDDEN = frozenset("\0\ufeff\ufffe")
PRIVATE = "Co"


class Textual(StrEnum):
    """How far the text of a font can be told: not, in characters of its own, or all of it."""

    NO = "no"
    PRIVATE = "private"
    YES = "yes"


def textual(use: FontUse) -> Textual:
    """Return how far the text that is shown in a font can be told."""
    import unicodedata

    codes = shown_codes(use)
    if codes is None:
        return Textual.NO
    try:
        texts = list(_texts(use.font, codes.every))
    except (ValueError, pikepdf.PdfError):
        return Textual.NO
    if not all(texts) or any(FORBIDDEN & set(text) for text in texts):
        return Textual.NO
    private = any(unicodedata.category(letter) == PRIVATE for text in texts for letter in text)
    return Textual.PRIVATE if private else Textual.YES


def _texts(font: Any, codes: AbstractSet[int]) -> Iterator[str]:
    """Yield the text of each code as the file tells it, empty when it does not."""
    from fontTools.agl import AGL2UV

    told: dict[int, str] = {}
    if isinstance(font.get("/ToUnicode"), pikepdf.Stream):
        found = texts_of(read_cmap(font.ToUnicode), codes)
        told = {code: text.decode("utf-16-be", "replace") for (_, code), text in found.items()}
    names = names_of(font) if font.Subtype != Name.Type0 else {}
    for code in codes:
        name = names.get(code, "")
        yield told[code] if code in told else chr(AGL2UV[name]) if name in AGL2UV else ""


def add_texts(pdf: pikepdf.Pdf, use: FontUse) -> None:
    """Tell the text of the codes of a simple font whose glyphs have names that say it, only not from the usual list."""
    from fontTools import agl

    font, codes = use.font, shown_codes(use)
    if codes is None or font.Subtype == Name.Type0 or "/ToUnicode" in font or textual(use) is not Textual.NO:
        return
    names = names_of(font)
    is_zapf = lookalike(font) == ZAPF
    texts = {code: str(agl.toUnicode(names.get(code, ""), isZapfDingbats=is_zapf)) for code in codes.every}
    if codes.every and all(texts.values()):
        told = {(1, code): text.encode("utf-16-be") for code, text in sorted(texts.items())}
        font.ToUnicode = pdf.make_stream(to_unicode(told, ()))
