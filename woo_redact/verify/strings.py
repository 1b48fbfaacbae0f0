"""The withheld text anywhere else in the file: metadata, names, tags, scripts, comments, old versions, the bytes."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from woo_redact.domain.report import Finding, Severity
from woo_redact.verify.parts import Part, content_of, parts_of

# Letters and digits; shorter passages turn up by chance, and so do shorter words within them.
SHORTEST = 4
SHORTEST_WORD = 6
# Streams of glyphs and pixels: what they show is checked on the pages.
FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3", "/ToUnicode", "/CIDToGIDMap", "/CIDSet")
SYSTEM = ("/XRef", "/ObjStm", "/CMap")
# What programs write about themselves, dates, and bytes that are no text: short strings turn up there by chance.
BINARY = "binary"
OWN_DATA = ("/Registry", "/Ordering", "/Producer", "/Creator", "/Lang", "/CharSet", "/FontFamily")
TECHNICAL = (*OWN_DATA, "/CreationDate", "/ModDate", "/M", "/ID", BINARY)
# What a finding may call the key that a string stands under; any other key could be withheld text itself.
KINDS = {
    "/ActualText": "gesproken tekst",
    "/Alt": "beschrijving",
    "/E": "gesproken tekst",
    "/T": "titel of veldnaam",
    "/TU": "veldnaam",
    "/V": "waarde van een veld",
    "/DV": "waarde van een veld",
    "/Contents": "aantekening",
    "/RC": "aantekening",
    "/Title": "titel of bladwijzer",
    "/Author": "documenteigenschappen",
    "/Subject": "documenteigenschappen",
    "/Keywords": "documenteigenschappen",
    "/URI": "koppeling",
    "/JS": "script",
    "/F": "bestandsnaam",
    "/UF": "bestandsnaam",
    "/P": "paginanummering",
    "/Names": "namen",
    "/Metadata": "metagegevens",
    "/EmbeddedFile": "bijlage",
}
# Names of the file format: a word may turn up in one by chance, or be one.
FORMAT_NAMES = """
    artifact ascent baseencoding basefont bitspercomponent blackis1 capheight catalog charprocs cidfonttype0
    cidfonttype0c cidfonttype2 cidsysteminfo cidtogidmap colors colorspace columns contents count cropbox
    dctdecode decode decodeparms descendantfonts descent devicecmyk devicegray devicergb differences document
    encoding extgstate figure filter firstchar flags flatedecode fontbbox fontdescriptor fontfile fontfile2
    fontfile3 fontmatrix fontname formtype functiontype group height identity identity-h image imagemask indexed
    interpolate italicangle lastchar length length1 length2 length3 luminosity marked markinfo matrix mediabox
    metadata missingwidth normal numeric ordering pages painttype parent parenttree parenttreenextkey pattern
    patterntype predictor procset producer registry resources rolemap rotate section shading shadingtype smask
    stemh stemv structelem structparents structtreeroot subtype supplement tilingtype tounicode trailer trailing
    transparency truetype type type0 type1 type1c type3 userunit viewerpreferences width widths winansiencoding
    xheight xobject xref
    about adobe description http syntax xmlns xmpmeta xpacket
"""
FORMAT = frozenset(FORMAT_NAMES.split())
_TAG_WORD = re.compile(rb"[A-Za-z]+")
_NO_TEXT = re.compile(r"[\W_]+")
_NO_TEXT_BYTES = re.compile(rb"[^0-9A-Za-z\x80-\xff]+")
# A dictionary with a string in it, or a comment: rare in the content of pages.
_SPOKEN = re.compile(rb"<<[^>]*(?:\(|<[0-9A-Fa-f\s]+>)|%")
# What a part of a page is marked as.
_MARKED = re.compile(rb"/([^\s/<>\[\](){}%]+)\s*(?:MP|DP|BMC|BDC|<<)")
# A shown string, which may hold a percent sign, or a comment, which no string holds.
_STRING_OR_COMMENT = re.compile(rb"\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\)|%[^\r\n]*", re.DOTALL)
_STREAM_START = re.compile(rb"stream\r?\n")
_STREAM_END = b"endstream"
# Fonts are called after people and places as well (Georgia, Verdana).
_FONT_NAME = re.compile(rb"/(?:BaseFont|FontName)\s*/[^\s/<>\[\]()]+")
_FONT_PARTS = re.compile(rb"/(?:FontFile|ToUnicode|CIDToGIDMap|CIDSet|CharProcs)")
_NAME = re.compile(rb"/[^\s/<>\[\](){}%]+")
_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
# A string in an object, and what each font of the usual kind says of its characters.
_STRING = re.compile(rb"\(|(?<!<)<(?!<)")
_COLLECTION = re.compile(rb"/(?:Registry|Ordering)\s*\((?:Adobe|Identity|UCS)\)")
_HEX = re.compile(rb"<([0-9A-Fa-f\s]{8,})>")


def plain(text: str) -> str:
    """Return letters and digits only, without case and typographic variants."""
    if text.isascii() and text.isalnum():
        # Nearly all names in a file: the same in a fifth of the time.
        return text.lower()
    return _NO_TEXT.sub("", unicodedata.normalize("NFKD", text).casefold())


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for, letters and digits only: whole passages, and the long words in them."""

    passages: frozenset[str] = field(repr=False)
    words: frozenset[str] = field(repr=False)

    def __bool__(self) -> bool:
        return bool(self.passages)


def wanted(passages: Iterable[str]) -> Wanted:
    """Return what to look for when ``passages`` were withheld; words in them are parted by spaces."""
    whole: set[str] = set()
    words: set[str] = set()
    for passage in passages:
        squeezed = plain(passage)
        if len(squeezed) >= SHORTEST:
            whole.add(squeezed)
        words.update(w for w in map(plain, passage.split()) if len(w) >= SHORTEST_WORD)
    return Wanted(frozenset(whole), frozenset(words))


def pattern(strings: Iterable[str]) -> re.Pattern[str]:
    """Return an expression for any of ``strings``; for none it matches nowhere."""
    return re.compile("|".join(re.escape(s) for s in sorted(strings, key=len, reverse=True)) or r"(?!)")


def find_strings(raw: bytes, pdf: pikepdf.Pdf, sought: Wanted) -> list[Finding]:
    """Look through everything in a PDF that is not glyphs and pixels, and for what does not belong to it at all.

    ``raw`` are the bytes of the file, ``pdf`` the same, open.
    """
    kinds: list[str] = []
    findings = []
    # A file written in one go ends once; what was added to it later keeps the earlier version readable.
    if raw.count(b"%%EOF") != 1:
        message = "Het bestand bevat een eerdere versie of een ander bestand"
        findings.append(Finding("residue", Severity.BLOCKING, message))
    if sought:
        kinds = sorted(_kinds(raw, pdf, sought))
    findings.extend(
        Finding("residue", Severity.BLOCKING, f"Weggelakte tekst staat nog buiten de pagina's in het bestand ({kind})")
        for kind in kinds
    )
    return findings


def _kinds(raw: bytes, pdf: pikepdf.Pdf, sought: Wanted) -> set[str]:
    """Return the kinds of places where something sought stands."""
    any_of = pattern(sought.passages | sought.words)
    # Short numbers and words turn up in the structure of a file by chance.
    sturdy = pattern(p for p in sought.passages if len(p) >= (10 if p.isdigit() else 6) and p not in FORMAT)
    found: set[str] = set()
    names: set[str] = set()
    parts = list(parts_of(pdf))
    if _has_other_pages(pdf, parts):
        found.add("pagina die niet in het document zit")
    for key, text in _texts(pdf, parts, names):
        expression = sturdy if key in TECHNICAL else any_of
        kind = KINDS.get(key, "andere gegevens")
        if kind not in found and expression.search(plain(text)):
            found.add(kind)
    # A break between names, which no passage has.
    if sturdy.search("/".join(word for word in map(plain, names) if word not in FORMAT)):
        found.add("namen")
    if sturdy.search(_outside_streams(raw)):
        found.add("tussen of na de objecten")
    return found


def _outside_streams(raw: bytes) -> str:
    """Return the bytes that no stream holds: strings, comments, and what no object owns; UTF-16 loses its zeros."""
    bare = _NAME.sub(_unless_format, _FONT_NAME.sub(b" ", b" ".join(between_streams(raw))))
    written = b" ".join(
        bytes.fromhex(m.decode("ascii")) for m in _HEX.findall(bare) if len(b"".join(m.split())) % 2 == 0
    )
    return plain(_NO_TEXT_BYTES.sub(b"", bare + b" " + written).decode("latin-1"))


def between_streams(raw: bytes) -> Iterator[bytes]:
    """Yield the bytes of a PDF that are the content of no stream."""
    at = 0
    for start in _STREAM_START.finditer(raw):
        end = raw.find(_STREAM_END, start.end())
        if start.start() >= at and end >= 0:
            yield raw[at : start.start()]
            at = end + len(_STREAM_END)
    yield raw[at:]


def strings_of(pdf: pikepdf.Pdf, names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield every string of a file but what its pages show, with its key; add all names in it to ``names``."""
    return _texts(pdf, list(parts_of(pdf)), names)


def _unless_format(name: re.Match[bytes]) -> bytes:
    """Leave out a name that the format itself defines: words may turn up in it by chance (script in Descriptor)."""
    return b"/" if name[0][1:].lower().decode("latin-1") in FORMAT else name[0]


def _texts(pdf: pikepdf.Pdf, parts: Sequence[Part], names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield every string of the file with the key that it stands under; add all names to ``names``."""
    contents = {stream.objgen for page in pdf.pages for stream in content_of(page)}
    others = contents | _font_streams(parts)
    yield from _in_object(Part(pdf.trailer, pdf.trailer.unparse(resolved=True)), names)
    for page in pdf.pages:
        yield from _in_content(page, content_of(page), names)
    for part in parts:
        yield from _in_object(part, names)
        if not part.is_stream or part.item.objgen in others:
            continue
        if part.is_drawing:
            yield from _in_content(part.item, [part.item], names)
        elif part.item.get("/Subtype") != "/Image" and str(part.item.get("/Type")) not in SYSTEM:
            yield from _in_stream(part.item)


def _font_streams(parts: Iterable[Part]) -> set[tuple[int, int]]:
    """Return the objects that hold what fonts are made of."""
    found: set[tuple[int, int]] = set()
    for item in (part.item for part in parts if _FONT_PARTS.search(part.written)):
        found.update(v.objgen for k in FONT_FILES if isinstance(v := item.get(k), pikepdf.Stream))
        if item.get("/Subtype") == "/Type3" and isinstance(item.get("/CharProcs"), pikepdf.Dictionary):
            found.update(v.objgen for v in item["/CharProcs"].values() if isinstance(v, pikepdf.Stream))
    return found


def _has_other_pages(pdf: pikepdf.Pdf, parts: Iterable[Part]) -> bool:
    """Whether there are pages that no reader shows: templates, or what is left of other versions."""
    shown = {page.obj.objgen for page in pdf.pages}
    return any(
        isinstance(part.item, pikepdf.Dictionary)
        and part.item.get("/Type") == "/Page"
        and part.item.objgen not in shown
        for part in parts
        if b"/Page" in part.written
    )


def _in_content(item: Any, streams: Iterable[pikepdf.Stream], names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what a page, form or pattern says without showing it: spoken text of tags, and comments."""
    data = b"\n".join(stream.read_bytes() for stream in streams)
    names.update(m.decode("latin-1") for m in _MARKED.findall(data))
    if not _SPOKEN.search(data):
        return
    for instruction in pikepdf.parse_content_stream(item):
        for operand in instruction.operands:
            # Strings that are operands themselves are shown, and checked glyph by glyph.
            if isinstance(operand, pikepdf.Dictionary):
                yield from _in_object(Part(operand, operand.unparse()), names)
    for token in _STRING_OR_COMMENT.findall(data):
        if token.startswith(b"%"):
            yield "%", token.decode("latin-1")


def _in_stream(item: pikepdf.Stream) -> Iterator[tuple[str, str]]:
    try:
        data = item.read_bytes()
    except pikepdf.PdfError:
        data = item.read_raw_bytes()
    kind = str(item.get("/Type", ""))
    if kind == "/Metadata":
        data = _TAG_WORD.sub(lambda word: b"/" if word[0].lower().decode("ascii") in FORMAT else word[0], data)
    try:
        yield kind, data.decode("utf-8")
    except UnicodeDecodeError:
        wide = data.count(0) * 3 > len(data)
        yield str(item.get("/Type", "")) if wide else BINARY, data.decode("latin-1").replace("\0", "")


def _in_object(part: Part, names: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the strings that stand directly in an object, and take up its names; indirect ones come by themselves."""
    names.update(_names(_FONT_NAME.sub(b"", part.written)))
    if not _STRING.search(_COLLECTION.sub(b"", part.written)):
        return
    stack: list[tuple[str, Any]] = [("", part.item)]
    while stack:
        key, value = stack.pop()
        if isinstance(value, pikepdf.String):
            yield key, str(value)
            yield key, bytes(value).decode("latin-1").replace("\0", "")
        elif isinstance(value, pikepdf.Array):
            stack.extend((key, v) for v in value if not getattr(v, "is_indirect", False))
        elif isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
            stack.extend((k, v) for k, v in value.items() if not getattr(v, "is_indirect", False))


def _names(written: bytes) -> Iterator[str]:
    """Yield the names in a written object."""
    for name in _NAME.findall(written):
        plainly = _ESCAPE.sub(lambda m: bytes.fromhex(m[1].decode("ascii")), name)
        yield plainly.decode("latin-1")
        if not plainly.isascii():
            yield plainly.decode("utf-8", "ignore")
