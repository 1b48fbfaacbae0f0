"""Trims a Type 1 program (Adobe Type 1 Font Format, 1990): written anew with the glyphs in use.

It is a program in PostScript, of which only the parts that readers look for are taken over. ``OtherSubrs``, which
readers bring themselves, stays as it is but for its comments.
"""

import re
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from woo_redact.write.rebuild.cff import reach_names
from woo_redact.write.rebuild.encodings import CODES, NOTDEF, SimpleUse, base_names
from woo_redact.write.rebuild.truetype import Trimmed

# Keys of the two layers of encryption (chapter 7).
PROGRAM_KEY, GLYPH_KEY = 55665, 4330
FACTOR, SUMMAND, MODULUS = 52845, 22719, 0xFFFF
SPACE = b" \t\r\n"
RETURN = bytes((11,))
END = b"end end readonly put noaccess put dup /FontName get exch definefont pop mark currentfile closefile\n"
USUAL_PADDING = 4
# The four that every font has: flex, and the change of hints (chapter 8).
FIXED_SUBROUTINES = frozenset(range(4))
CHANGE_HINTS = 3
PRIVATE_KEYS = (
    *("BlueValues", "OtherBlues", "FamilyBlues", "FamilyOtherBlues", "BlueScale", "BlueShift", "BlueFuzz"),
    *("StdHW", "StdVW", "StemSnapH", "StemSnapV", "ForceBold", "LanguageGroup", "RndStemUp", "ExpansionFactor"),
)
VALUE = rb"\s*(\[[-+.\d\seE]*\]|\{[-+.\d\seE]*\}|[-+.\d][-+.\deE]*|true\b|false\b)"
ENTRY = re.compile(rb"/(%b)" % b"|".join(key.encode() for key in PRIVATE_KEYS) + VALUE)
CODE = re.compile(rb"dup\s+(8#|16#)?([0-9A-Fa-f]+)\s*/([^\s/(){}<>\[\]%]+)\s+put")
GLYPH = re.compile(rb"[^/]*?/([^\s/(){}<>\[\]%]+)\s+(\d+)\s+\S+\s", re.DOTALL)
SUBROUTINE = re.compile(rb"(?:(?!/CharStrings)[^/])*?dup\s+(\d+)\s+(\d+)\s+\S+\s", re.DOTALL)
PLAIN_CODE = re.compile(rb"[\sA-Za-z0-9/\[\]{}.+\-|_$]*")
MULTIPLE = re.compile(rb"/(Blend|WeightVector)\b")


def trim_type1(data: bytes, use: Any) -> Trimmed:
    """Return the program with the glyphs that a simple font shows, and the subroutines they call.

    Raises:
        ValueError, IndexError, KeyError: it is no Type 1 program, or one of several masters.
    """
    if not isinstance(use, SimpleUse):
        raise ValueError("Type 1 program in a font with CIDs")
    clear, private = layers(without_segments(data))
    if MULTIPLE.search(clear):
        raise ValueError("several masters")
    padding = int(found[1]) if (found := re.search(rb"/lenIV\s+(-?\d+)", private)) else USUAL_PADDING
    subroutines, glyphs = parts_of(private)
    own = own_encoding(clear)
    wanted = set(glyphs) if use.expert else reach_names(glyphs, own, use)
    kept, called = _closure(glyphs, subroutines, wanted, padding)
    encoding = {code: name for code, name in own.items() if code in use.codes and name in kept}
    body = b"\n".join(
        (
            *_private_head(private, padding),
            *_subroutines(subroutines, called, padding),
            *_glyphs({name: glyphs[name] for name in glyphs if name in kept}),
            END,
        )
    )
    tail = b"\n" + b"\n".join([b"0" * 64] * 8) + b"\ncleartomark\n"
    return Trimmed(_clear_head(clear, encoding) + encrypted(b"\0" * 4 + body, PROGRAM_KEY) + tail, by_name=True)


def decrypted(data: bytes, key: int) -> bytes:
    """Return what was encrypted with this key; its first bytes mean nothing."""
    plain = bytearray()
    for byte in data:
        plain.append(byte ^ (key >> 8))
        key = (byte + key) * FACTOR + SUMMAND & MODULUS
    return bytes(plain)


def encrypted(data: bytes, key: int) -> bytes:
    """Return ``data`` encrypted with this key."""
    cipher = bytearray()
    for byte in data:
        cipher.append(byte ^ (key >> 8))
        key = (cipher[-1] + key) * FACTOR + SUMMAND & MODULUS
    return bytes(cipher)


def without_segments(data: bytes) -> bytes:
    """Return the program without the marks of segments that it has in a file of its own (Adobe note 5040)."""
    joined, at = b"", 0
    while data[at : at + 1] == b"\x80" and data[at + 1] in (1, 2):
        size = int.from_bytes(data[at + 2 : at + 6], "little")
        joined += data[at + 6 : at + 6 + size]
        at += 6 + size
    return joined or data


def layers(data: bytes) -> tuple[bytes, bytes]:
    """Return the part in clear text, and the other decrypted."""
    clear, mark, rest = data.partition(b"eexec")
    if not mark:
        raise ValueError("no Type 1 program")
    cipher = rest.lstrip(SPACE)
    if re.match(rb"[0-9A-Fa-f]{4}", cipher):
        digits = b"".join(re.match(rb"[0-9A-Fa-f\s]*", cipher)[0].split())  # type: ignore[index]
        cipher = bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
    return clear, decrypted(cipher, PROGRAM_KEY)[4:]


def parts_of(private: bytes) -> tuple[dict[int, bytes], dict[str, bytes]]:
    """Return the subroutines and the glyphs, encrypted as they are."""
    subroutines: dict[int, bytes] = {}
    start = private.index(b"/CharStrings")
    at = private.find(b"/Subrs")
    if at >= 0:
        at += len(b"/Subrs")
        while found := SUBROUTINE.match(private, at):
            at = found.end() + int(found[2])
            subroutines[int(found[1])] = private[found.end() : at]
        # The mark may occur by chance within a subroutine.
        start = private.find(b"/CharStrings", at) if private.find(b"/CharStrings", at) >= 0 else start
    at = start + len(b"/CharStrings")
    glyphs: dict[str, bytes] = {}
    for found in _glyph_heads(private, at):
        glyphs[found[1].decode("latin-1")] = private[found.end() : found.end() + int(found[2])]
    if NOTDEF not in glyphs:
        raise ValueError("glyphs that can not be read")
    return subroutines, glyphs


def _glyph_heads(private: bytes, at: int) -> Iterator[re.Match[bytes]]:
    while found := GLYPH.match(private, at):
        yield found
        at = found.end() + int(found[2])


def own_encoding(clear: bytes) -> dict[int, str]:
    """Return the names of the codes in the encoding that a program has itself (chapter 2.2)."""
    if re.search(rb"/Encoding\s+StandardEncoding", clear):
        return {code: name for code, name in enumerate(base_names("/StandardEncoding")) if name != NOTDEF}
    bases = {None: 10, b"8#": 8, b"16#": 16}
    pairs = ((int(found[2], bases[found[1]]), found[3].decode("latin-1")) for found in CODE.finditer(clear))
    return {code: name for code, name in pairs if 0 <= code < CODES and name != NOTDEF}


def _closure(
    glyphs: Mapping[str, bytes], subroutines: Mapping[int, bytes], wanted: AbstractSet[str], padding: int
) -> tuple[set[str], set[int]]:
    """Return the glyphs wanted with those they are made of, and the subroutines that all of these call."""
    kept: set[str] = set()
    called: set[int] = set(FIXED_SUBROUTINES)
    left: list[tuple[str | int, bytes]] = [(name, glyphs[name]) for name in (*wanted, NOTDEF)]
    left += [(number, subroutines[number]) for number in called if number in subroutines]
    while left:
        key, cipher = left.pop()
        if isinstance(key, str):
            kept.add(key)
        parts, numbers = _calls(_program(cipher, padding), set(subroutines))
        left += [(name, glyphs[name]) for name in parts - kept if name in glyphs]
        left += [(number, subroutines[number]) for number in numbers - called if number in subroutines]
        called |= numbers
    return kept, called


def _program(cipher: bytes, padding: int) -> list[Any]:
    from fontTools.misc.psCharStrings import T1CharString

    code = cipher if padding < 0 else decrypted(cipher, GLYPH_KEY)[padding:]
    charstring = T1CharString(code)
    charstring.decompile()
    return list(charstring.program)


def _calls(program: list[Any], every: AbstractSet[int]) -> tuple[set[str], set[int]]:
    """Return the glyphs that a program is composed of, and the subroutines that it calls (chapters 6 and 8)."""
    parts: set[str] = set()
    numbers: set[int] = set()
    for at, token in enumerate(program):
        if token == "seac":
            parts |= {base_names("/StandardEncoding")[code] for code in program[at - 2 : at]}
        elif token == "callsubr":
            before = program[max(at - 2, 0) : at]
            if before and isinstance(before[-1], int):
                # A subroutine that changes hints calls the one whose number stands before its own.
                numbers |= {number for number in before if isinstance(number, int) and number in every}
            elif program[max(at - 4, 0) : at] == [1, CHANGE_HINTS, "callothersubr", "pop"]:
                number = program[at - 5] if at >= 5 else None
                numbers |= {number} if isinstance(number, int) else set()
            else:
                numbers |= every
    return parts, numbers


def _clear_head(clear: bytes, encoding: Mapping[int, str]) -> bytes:
    matrix = re.search(rb"/FontMatrix" + VALUE, clear)
    box = re.search(rb"/FontBBox" + VALUE, clear)
    paint = re.search(rb"/PaintType\s+(\d)", clear)
    lines = [
        b"%!PS-AdobeFont-1.0: Font",
        b"12 dict begin",
        b"/FontInfo 1 dict dup begin end readonly def",
        b"/FontName /Font def",
        b"/PaintType %b def" % (paint[1] if paint else b"0"),
        b"/FontType 1 def",
        b"/FontMatrix %b readonly def" % (matrix[1] if matrix else b"[0.001 0 0 0.001 0 0]"),
        b"/Encoding 256 array",
        b"0 1 255 {1 index exch /.notdef put} for",
        *(b"dup %d /%b put" % (code, name.encode("latin-1")) for code, name in sorted(encoding.items())),
        b"readonly def",
        b"/FontBBox %b readonly def" % (box[1] if box else b"{0 0 0 0}"),
        b"currentdict end",
        b"currentfile eexec\n",
    ]
    return b"\n".join(lines)


def _private_head(private: bytes, padding: int) -> Iterator[bytes]:
    yield b"dup /Private 32 dict dup begin"
    yield b"/RD {string currentfile exch readstring pop} executeonly def"
    yield b"/ND {noaccess def} executeonly def"
    yield b"/NP {noaccess put} executeonly def"
    yield b"/MinFeature {16 16} def\n/password 5839 def"
    if padding != USUAL_PADDING:
        yield b"/lenIV %d def" % padding
    for found in ENTRY.finditer(private):
        yield b"/%b %b def" % (found[1], found[2])
    if other := _other_subroutines(private):
        yield other


def _other_subroutines(private: bytes) -> bytes:
    start = private.find(b"/OtherSubrs")
    if start < 0:
        return b""
    code = re.sub(rb"%[^\r\n]*", b"", private[start : private.find(b"/Subrs", start)])
    opened = code.find(b"[")
    depth = 0
    for at in range(max(opened, 0), len(code)):
        depth += (code[at] in b"[{") - (code[at] in b"]}")
        if depth == 0:
            body = code[opened : at + 1]
            return b"/OtherSubrs %b noaccess def" % body if PLAIN_CODE.fullmatch(body) else b""
    return b""


def _subroutines(subroutines: Mapping[int, bytes], called: AbstractSet[int], padding: int) -> Iterator[bytes]:
    if not subroutines:
        return
    # Those that are not called keep their place, and do nothing.
    nothing = RETURN if padding < 0 else encrypted(b"\0" * padding + RETURN, GLYPH_KEY)
    yield b"/Subrs %d array" % (max(subroutines) + 1)
    for number, code in sorted(subroutines.items()):
        code = code if number in called else nothing
        yield b"dup %d %d RD %b NP" % (number, len(code), code)
    yield b"ND"


def _glyphs(glyphs: Mapping[str, bytes]) -> Iterator[bytes]:
    yield b"2 index /CharStrings %d dict dup begin" % len(glyphs)
    for name, code in glyphs.items():
        yield b"/%b %d RD %b ND" % (name.encode("latin-1"), len(code), code)
