"""The fourteen fonts that every reader has, and fonts that are drawn by the same measures (ISO 32000-1, 9.6.2.2)."""

import re
from typing import Any

from pikepdf import Name

TAG = re.compile(r"[A-Z]{6}\+")
STYLES = {"": "", "Bold": "b", "Italic": "i", "Oblique": "i", "BoldItalic": "bi", "BoldOblique": "bi"}
# What MuPDF calls the four of each family.
FAMILIES = {
    "Helvetica": ("helv", "hebo", "heit", "hebi"),
    "Arial": ("helv", "hebo", "heit", "hebi"),
    "Times": ("tiro", "tibo", "tiit", "tibi"),
    "TimesNewRoman": ("tiro", "tibo", "tiit", "tibi"),
    "Courier": ("cour", "cobo", "coit", "cobi"),
    "CourierNew": ("cour", "cobo", "coit", "cobi"),
}
ORDER = {"": 0, "b": 1, "i": 2, "bi": 3}
PLAIN_TEXT = frozenset(kind for kinds in FAMILIES.values() for kind in kinds)
ZAPF = "zadb"
ALONE = {"Symbol": "symb", "ZapfDingbats": ZAPF}
NAME = re.compile(r"(Helvetica|Arial|TimesNewRoman|Times|CourierNew|Courier)(?:PS)?(?:MT)?(?:[-,](\w+?)(?:MT)?)?")
A_FONT = "een lettertype"


def lookalike(font: Any) -> str | None:
    """Return what MuPDF calls the font with the measures of a standard one; None for other fonts."""
    name = _plain(font)
    if name in ALONE:
        return ALONE[name]
    found = NAME.fullmatch(name)
    if found is None:
        return None
    style = STYLES.get((found[2] or "").replace("Roman", "").replace("Regular", ""))
    return None if style is None else FAMILIES[found[1]][ORDER[style]]


def called(font: Any) -> str:
    """Return what to call a font: a name only when it is a standard one, since another may tell something."""
    return f"lettertype {_plain(font)}" if lookalike(font) else A_FONT


def _plain(font: Any) -> str:
    name = font.get("/BaseFont")
    return TAG.sub("", str(name)[1:]) if isinstance(name, Name) else ""
