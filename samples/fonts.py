"""Fonts cut down to what is shown, as office programs write them: MuPDF leaves widths and code maps whole."""

import re

import pikepdf

PAIR = re.compile(rb"<([0-9a-fA-F]{4})> ?<([0-9a-fA-F]+)>")
RANGE = re.compile(rb"<([0-9a-fA-F]{4})> ?<([0-9a-fA-F]{4})> ?<([0-9a-fA-F]{4})>")
HEAD = (
    b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Adobe-Identity-UCS def\n"
    b"/CMapType 2 def\n1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
)
TAIL = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
# A section of a code map holds at most so many pairs (Adobe Technical Note 5014).
SECTION = 100


def trim_fonts(pdf: pikepdf.Pdf, characters: set[str]) -> None:
    """Keep code maps and widths of ``characters``, and of what the typesetter adds, only."""
    wanted = {ord(c) for c in characters} | {0x2022, 0x2013, 0x20}
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0":
            codes = {code: text for code, text in _codes(item.ToUnicode.read_bytes()).items() if text in wanted}
            item.ToUnicode = pdf.make_stream(_code_map(codes))
            font = item.DescendantFonts[0]
            font.W = _widths(font.W, set(codes))


def _codes(code_map: bytes) -> dict[int, int]:
    """Return the character of each code."""
    found: dict[int, int] = {}
    for section in re.findall(rb"beginbfrange(.*?)endbfrange", code_map, re.DOTALL):
        for first, last, start in RANGE.findall(section):
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = int(start, 16) + offset
    for section in re.findall(rb"beginbfchar(.*?)endbfchar", code_map, re.DOTALL):
        found.update((int(code, 16), int(text[:4], 16)) for code, text in PAIR.findall(section))
    return found


def _code_map(codes: dict[int, int]) -> bytes:
    pairs = [b"<%04x> <%04x>\n" % pair for pair in sorted(codes.items())]
    sections = [pairs[i : i + SECTION] for i in range(0, len(pairs), SECTION)]
    body = b"".join(b"%d beginbfchar\n%sendbfchar\n" % (len(s), b"".join(s)) for s in sections)
    return HEAD + body + TAIL


def _widths(widths: pikepdf.Array, codes: set[int]) -> pikepdf.Array:
    """Return the widths of some codes, in either form of the array (ISO 32000-1, 9.7.4.3)."""
    found: dict[int, float] = {}
    items = list(widths)
    while items:
        first = int(items.pop(0))
        second = items.pop(0)
        if isinstance(second, pikepdf.Array):
            found.update(enumerate(map(float, second), first))
        else:
            found.update(dict.fromkeys(range(first, int(second) + 1), float(items.pop(0))))
    kept = [(code, found[code]) for code in sorted(codes) if code in found]
    return pikepdf.Array([part for code, width in kept for part in (code, pikepdf.Array([width]))])
