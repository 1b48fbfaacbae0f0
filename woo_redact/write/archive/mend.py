"""Small things that keep a document from being PDF/A, made right without any change to what it shows."""

from collections import defaultdict
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from woo_redact.write.archive.embed import embed_missing
from woo_redact.write.archive.font_texts import add_texts
from woo_redact.write.archive.shown import Shown
from woo_redact.write.rebuild.descriptors import OPENTYPE_CFF

SPOT = "/Spot"


def mend(pdf: pikepdf.Pdf, shown: Shown) -> None:
    """Make right what can be made right: dictionaries, standard fonts that are not embedded, names of inks."""
    for picture in shown.pictures:
        if "/Interpolate" in picture:
            del picture["/Interpolate"]
    for use in shown.fonts.values():
        for holder in (use.font, *use.font.get("/DescendantFonts", ())):
            _mend_descriptor(holder.get("/FontDescriptor", Dictionary()))
        for descendant in use.font.get("/DescendantFonts", ()):
            if descendant.get("/Subtype") == Name.CIDFontType2 and "/CIDToGIDMap" not in descendant:
                descendant.CIDToGIDMap = Name.Identity
    embed_missing(pdf, shown)
    for use in shown.fonts.values():
        add_texts(pdf, use)
    _name_inks(shown)


def _mend_descriptor(descriptor: Any) -> None:
    """Drop lists of what a program holds, which may be wrong, and say what kind of program it is."""
    for key in ("/CIDSet", "/CharSet"):
        if key in descriptor:
            del descriptor[key]
    program = descriptor.get("/FontFile3")
    if isinstance(program, pikepdf.Stream) and program.read_bytes().startswith(OPENTYPE_CFF):
        program.Subtype = Name.OpenType


def _name_inks(shown: Shown) -> None:
    """Give inks of one name that look different names of their own (ISO 19005-2, 6.2.4.4)."""
    kinds: dict[str, dict[bytes, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for space in shown.separations:
        kinds[str(space[1])][_look(space)].append(space)
    number = 0
    for name, looks in kinds.items():
        if len(looks) > 1 and not name.startswith(SPOT):
            shown.faults.add("een drukinkt heeft meer dan een kleur")
        elif name.startswith(SPOT):
            for spaces in looks.values():
                number += 1
                for space in spaces:
                    space[1] = Name(f"{SPOT}{number}")


def _look(space: Any) -> bytes:
    """Return what two inks have in common that look the same."""
    tint = space[3]
    data = tint.read_bytes() if isinstance(tint, pikepdf.Stream) else b""
    keys = Dictionary(dict(tint.items())) if not isinstance(tint, pikepdf.Stream) else Dictionary()
    return repr((space[2].unparse(resolved=True), keys.unparse(resolved=True))).encode() + data
