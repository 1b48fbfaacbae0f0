"""Trims a CFF program (Adobe notes 5176 and 5177): outlines, widths, names and codes of glyphs not shown go."""

import io
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from types import SimpleNamespace
from typing import Any

from woo_redact.write.rebuild.codes import ORDERINGS
from woo_redact.write.rebuild.encodings import NOTDEF, SimpleUse, base_names, points_of
from woo_redact.write.rebuild.truetype import Trimmed, code_tables, keep_only, opened, reach_simple, set_codes
from woo_redact.write.rebuild.truetype import clear_marks as clear_font_marks

# Text about a font, and numbers that name it.
MARKS = (
    *("version", "Notice", "Copyright", "FullName", "FamilyName", "Weight"),
    *("PostScript", "BaseFontName", "UniqueID", "XUID", "UIDBase"),
)
NAME = "Font"
KEPT_AROUND = frozenset(("CFF ", "cmap", "head", "hhea", "hmtx", "maxp", "post", "OS/2"))
ENDCHAR = bytes((14,))
RETURN = bytes((11,))
SEAC_OPERANDS = 4


def trim_cff(data: bytes, use: SimpleUse | AbstractSet[int] | None) -> Trimmed:
    """Return a bare program with the glyphs in use only.

    ``use`` is what a simple font shows, or the CIDs that a font with CIDs shows, or None for all glyphs. Glyphs are
    left out; only where a CID is the number of a glyph (a program without CIDs of its own) their places stay, empty.

    Raises whatever the parser does when the program is damaged.
    """
    from fontTools.cffLib import CFFFontSet

    font_set = CFFFontSet()
    font_set.decompile(io.BytesIO(data), None, isCFF2=False)
    top = only_font(font_set)
    names = list(top.charset)
    if not isinstance(use, SimpleUse):
        top.rawDict.pop("Encoding", None)
    if use is None or (isinstance(use, SimpleUse) and use.expert):
        reached = set(names)
    elif isinstance(use, SimpleUse):
        reached = reach_names(names, own_encoding(top), use)
        _cut_encoding(top, use.codes, reached)
    elif hasattr(top, "ROS"):
        reached = {_cid_name(cid) for cid in use} & set(names)
    else:
        reached = {names[cid] for cid in use if cid < len(names)}
    _Cutter(font_set, top).cut(reached, retain=not isinstance(use, SimpleUse) and not hasattr(top, "ROS"))
    _finish(font_set, top)
    target = io.BytesIO()
    font_set.compile(target, SimpleNamespace(recalcBBoxes=False), isCFF2=False)
    return Trimmed(target.getvalue(), by_name=True)


def trim_opentype(data: bytes, use: SimpleUse | AbstractSet[int] | None) -> Trimmed:
    """Return an OpenType program with CFF outlines, with the glyphs in use only; glyphs keep their numbers.

    Raises whatever the parser does when the program is damaged.
    """
    font = opened(data)
    font_set = font["CFF "].cff
    top = only_font(font_set)
    names = list(font.getGlyphOrder())
    tables = code_tables(font) if isinstance(use, SimpleUse) else []
    if not isinstance(use, SimpleUse):
        top.rawDict.pop("Encoding", None)
    if use is None or (isinstance(use, SimpleUse) and use.expert):
        reached = set(names)
    elif isinstance(use, SimpleUse):
        own = dict(enumerate(names))
        found = reach_simple(tables, use, own, len(names))
        tables = found.codes
        reached = reach_names(names, own_encoding(top), use) | {names[gid] for gid in found.gids}
        _cut_encoding(top, use.codes, reached)
    else:
        # Readers differ in whether a CID is the number of a glyph here.
        reached = {names[cid] for cid in use if cid < len(names)} | ({_cid_name(cid) for cid in use} & set(names))
    metrics = font["hmtx"].metrics
    keep_only(font, KEPT_AROUND)
    kept = _Cutter(font_set, top).cut(reached, retain=True)
    renamed = list(top.charset)
    font["hmtx"].metrics = {
        new: metrics[old] if old in kept else (0, 0) for old, new in zip(names, renamed, strict=False)
    }
    font.setGlyphOrder(renamed)
    set_codes(font, tables, renamed)
    if "post" in font:
        font["post"].formatType = 3.0
    clear_font_marks(font)
    _finish(font_set, top)
    target = io.BytesIO()
    font.save(target, reorderTables=None)
    return Trimmed(target.getvalue(), by_name=True)


def reach_names(names: Iterable[str], own: Mapping[int, str], use: SimpleUse) -> set[str]:
    """Return the names of the glyphs that the codes reach, by name, by the program's own encoding or by character."""
    known = set(names)
    by_point: dict[int, set[str]] = {}
    for name in known:
        for point in points_of(name):
            by_point.setdefault(point, set()).add(name)
    reached = set()
    for code in use.codes:
        wanted = [use.names[code]] if code in use.names else [own[code]] if code in own else use.candidates(code)
        found = known.intersection(wanted)
        if not found:
            found = set().union(*(by_point.get(point, set()) for name in wanted for point in points_of(name)))
        if not found and code in own:
            found = known & {own[code]}
        reached |= found
    return reached


def only_font(font_set: Any) -> Any:
    """Return the one font of a program.

    Raises:
        ValueError: there are several, or it has outlines of an old kind.
    """
    if len(font_set.fontNames) != 1:
        raise ValueError("program with several fonts")
    top = font_set[0]
    if getattr(top, "CharstringType", 2) != 2:
        raise ValueError("outlines of an old kind")
    return top


def own_encoding(top: Any) -> dict[int, str]:
    """Return the names of the codes in a program's own encoding.

    Raises:
        ValueError: it is the one for experts.
    """
    encoding = getattr(top, "Encoding", "StandardEncoding")
    if encoding == "StandardEncoding":
        encoding = base_names("/StandardEncoding")
    elif isinstance(encoding, str):
        raise ValueError("an encoding that is not known here")
    return {code: name for code, name in enumerate(encoding) if name != NOTDEF}


def _cid_name(cid: int) -> str:
    return f"cid{cid:05d}"


class _Watched:
    """Subroutines, with a note of which are called."""

    def __init__(self, items: Any) -> None:
        self._items = items
        self._called: dict[int, bytes] = {}

    def __len__(self) -> int:
        return len(self._items)

    def __getitem__(self, at: int) -> Any:
        item = self._items[at]
        # Running it takes its bytes apart.
        self._called.setdefault(at % len(self), item.bytecode)
        return item

    def cut(self) -> None:
        """Empty those that were not called; the others keep their numbers and their bytes."""
        for at, bytecode in self._called.items():
            self._items[at].setBytecode(bytecode)
        nothing = _charstring(RETURN)
        every = range(len(self))
        if every:
            self._items.items = [self._items[at] if at in self._called else nothing for at in every]


class _Cutter:
    """Cuts one program down to the glyphs in use."""

    def __init__(self, font_set: Any, top: Any) -> None:
        self._top = top
        self._global = _Watched(font_set.GlobalSubrs)
        privates = [part.Private for part in getattr(top, "FDArray", (top,)) if hasattr(part, "Private")]
        every = [private.Subrs for private in privates if hasattr(private, "Subrs")]
        self._local = {id(subroutines): _Watched(subroutines) for subroutines in every}

    def cut(self, reached: AbstractSet[str], retain: bool) -> set[str]:
        """Leave the glyphs that are reached, those they are made of, and the first; return their names."""
        top = self._top
        glyphs, charset = top.CharStrings, list(top.charset)
        known = set(charset)
        kept: set[str] = set()
        left = {charset[0], *reached}
        while left:
            name = left.pop()
            kept.add(name)
            left |= (self._parts(glyphs[name]) & known) - kept
        last = max(at for at, name in enumerate(charset) if name in kept)
        places = [at for at, name in enumerate(charset) if name in kept or (retain and at < last)]
        nothing = _charstring(ENDCHAR)
        items = [glyphs[charset[at]] if charset[at] in kept else nothing for at in places]
        glyphs.charStringsIndex.items = items
        glyphs.charStringsIndex.offsets = []
        if hasattr(top, "FDSelect"):
            top.FDSelect.gidArray = [top.FDSelect[at] for at in places]
            top.FDSelect.format = None
        top.charset = _new_names([charset[at] for at in places], kept, hasattr(top, "ROS"))
        glyphs.charStrings = {name: at for at, name in enumerate(top.charset)}
        top.numGlyphs = len(places)
        for subroutines in (self._global, *self._local.values()):
            subroutines.cut()
        return kept

    def _parts(self, glyph: Any) -> set[str]:
        """Note the subroutines that a glyph calls; return the names of the glyphs that it is composed of."""
        from fontTools.misc.psCharStrings import SimpleT2Decompiler

        bytecode = glyph.bytecode
        local = self._local.get(id(getattr(glyph.private, "Subrs", None)), _Watched(()))
        SimpleT2Decompiler(local, self._global, glyph.private).execute(glyph)
        program = glyph.program
        glyph.setBytecode(bytecode)
        # Of an accented letter ``endchar`` has the codes of base and accent (Adobe note 5177, appendix C).
        operands = program[-1 - SEAC_OPERANDS : -1]
        if program[-1:] != ["endchar"] or len(operands) < SEAC_OPERANDS or any(isinstance(n, str) for n in operands):
            return set()
        return {base_names("/StandardEncoding")[int(code)] for code in operands[2:]}


def _charstring(bytecode: bytes) -> Any:
    from fontTools.misc.psCharStrings import T2CharString

    return T2CharString(bytecode)


def _new_names(names: list[str], kept: AbstractSet[str], by_cid: bool) -> list[str]:
    """Return the names with others in place of those that are not kept, so that these tell nothing."""
    taken = set(kept)
    made, number = [], 0
    for name in names:
        new = name
        while name not in kept and (new == name or new in taken):
            number += 1
            new = _cid_name(number) if by_cid else f"g{number}"
        taken.add(new)
        made.append(new)
    return made


def _cut_encoding(top: Any, codes: AbstractSet[int], names: AbstractSet[str]) -> None:
    if isinstance(getattr(top, "Encoding", None), list):
        top.Encoding = [name if code in codes and name in names else NOTDEF for code, name in enumerate(top.Encoding)]


def _finish(font_set: Any, top: Any) -> None:
    """Drop what tells about the whole font."""
    font_set.fontNames = [NAME]
    parts = [*getattr(top, "FDArray", ())]
    for part in (top, *parts):
        for key in MARKS:
            part.rawDict.pop(key, None)
            if key in vars(part):
                delattr(part, key)
    for part in parts:
        if "FontName" in part.rawDict:
            part.rawDict["FontName"] = part.FontName = NAME
    if hasattr(top, "ROS"):
        registry, ordering, supplement = top.ROS
        known = registry == "Adobe" and ordering in ORDERINGS
        top.ROS = ("Adobe", ordering, supplement) if known else ("Adobe", "Identity", 0)
