"""Which glyph names the codes of a simple font stand for (ISO 32000-1, 9.6.6 and annex D)."""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from pikepdf import Array, Dictionary, Name

BASES = frozenset(("/StandardEncoding", "/MacRomanEncoding", "/WinAnsiEncoding", "/MacExpertEncoding"))
NOTDEF = ".notdef"
# A name as the Adobe Glyph List has them (its specification, section 2).
STANDARD_NAME = re.compile(r"[A-Za-z0-9._]{1,31}")
CODES = 256
# Names with two code points, after which fonts differ (Adobe Glyph List for New Fonts).
TWINS = ((0x20, 0xA0), (0x2D, 0xAD), (0xAF, 0x2C9), (0xB5, 0x3BC), (0xB7, 0x2219), (0x2126, 0x3A9), (0x2206, 0x394))
TWIN = {a: b for pair in (*TWINS, (0x2215, 0x2044)) for a, b in (pair, pair[::-1])}


@dataclass(frozen=True, slots=True)
class SimpleUse:
    """The codes in use of a font with codes of one byte, and how they may find their glyphs.

    ``names`` has the name that the PDF gives to a code, if it does; ``texts`` the code points that ToUnicode gives.
    ``expert`` tells that names stem from an encoding that is not known here; ``symbolic`` is flag 3 of the font.
    """

    codes: frozenset[int]
    names: Mapping[int, str] = field(default_factory=dict, repr=False)
    texts: Mapping[int, int] = field(default_factory=dict, repr=False)
    has_base: bool = False
    expert: bool = False
    symbolic: bool = False
    first: int = 0

    def code_points(self, code: int) -> set[int]:
        """Return the code points under which a font may have the code's glyph."""
        found = {point for name in self.candidates(code) for point in points_of(name)}
        if code in self.texts:
            found |= {self.texts[code], TWIN.get(self.texts[code], self.texts[code])}
        return found

    def candidates(self, code: int) -> list[str]:
        """Return the names that a code may have; StandardEncoding counts where the PDF names no encoding."""
        if code in self.names:
            return [self.names[code]]
        standard = base_names("/StandardEncoding")[code]
        return [] if self.has_base or standard == NOTDEF else [standard]


@cache
def base_names(base: str) -> tuple[str, ...]:
    """Return the 256 names of an encoding; all are .notdef for MacExpertEncoding, which is not known here."""
    from fontTools.encodings.MacRoman import MacRoman
    from fontTools.encodings.StandardEncoding import StandardEncoding

    if base == "/StandardEncoding":
        return tuple(StandardEncoding)
    if base == "/MacRomanEncoding":
        # The PDF's own has a space at 312 (octal); see annex D.2, note 6.
        return tuple("space" if code == 0o312 else name for code, name in enumerate(MacRoman))
    return tuple(map(_win_ansi, range(CODES))) if base == "/WinAnsiEncoding" else (NOTDEF,) * CODES


def _win_ansi(code: int) -> str:
    from fontTools import agl

    if code in (0xA0, 0xAD):
        return {0xA0: "space", 0xAD: "hyphen"}[code]
    if code < 0x20:
        return NOTDEF
    # Codes above 32 without a character stand for the bullet (annex D.2, note 3).
    text = bytes([code]).decode("cp1252", "replace")
    return agl.UV2AGL.get(ord(text), "bullet") if code != 0x7F else "bullet"


@cache
def points_of(name: str) -> frozenset[int]:
    """Return the code points of a glyph name that stands for one character."""
    from fontTools import agl

    text = agl.toUnicode(name)
    return frozenset((ord(text), TWIN.get(ord(text), ord(text)))) if len(text) == 1 else frozenset()


def base_of(font: Any) -> str | None:
    """Return the name of the encoding that a font starts from; None when it names no standard one."""
    encoding = font.get("/Encoding")
    if isinstance(encoding, Dictionary):
        encoding = encoding.get("/BaseEncoding")
    return str(encoding) if isinstance(encoding, Name) and str(encoding) in BASES else None


def differences_of(font: Any) -> dict[int, str]:
    """Return the names that a font gives to codes by itself."""
    encoding = font.get("/Encoding")
    listed = encoding.get("/Differences") if isinstance(encoding, Dictionary) else None
    names, code = {}, 0
    for item in listed if isinstance(listed, Array) else ():
        if isinstance(item, Name):
            if 0 <= code < CODES and len(str(item)) > 1:
                names[code] = str(item)[1:]
            code += 1
        elif isinstance(item, int):
            code = item
    return names


def names_of(font: Any) -> dict[int, str]:
    """Return the names of all codes to which the PDF gives one."""
    base = base_of(font)
    names = {code: name for code, name in enumerate(base_names(base)) if name != NOTDEF} if base else {}
    return names | differences_of(font)


def plain_names(names: Mapping[int, str], used: AbstractSet[int], needed: bool) -> dict[int, str]:
    """Return the names of the codes in use; those that are no standard names get another, unless they are needed."""
    return {
        code: name if needed or STANDARD_NAME.fullmatch(name) else f"g{code}"
        for code, name in names.items()
        if code in used
    }


def clean_encoding(font: Any, names: Mapping[int, str], used: AbstractSet[int]) -> Any:
    """Return the encoding anew, with ``names`` as its differences (ISO 32000-1, table 114); None without any."""
    base = base_of(font)
    if not isinstance(font.get("/Encoding"), Dictionary):
        return Name(base) if base else None
    made = Dictionary(Type=Name.Encoding)
    if base:
        made.BaseEncoding = Name(base)
    if differences_of(font) and not names:
        # Whether a font has differences decides how readers look up its glyphs, even when none of them is used.
        names = dict.fromkeys([code for code in range(CODES) if code not in used][:1], NOTDEF)
    listed: list[Any] = []
    previous = -2
    for code, name in sorted(names.items()):
        if code != previous + 1:
            listed.append(code)
        listed.append(Name(f"/{name}"))
        previous = code
    if listed:
        made.Differences = Array(listed)
    return made
