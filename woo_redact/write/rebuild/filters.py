"""What stands in a stream behind its filters (ISO 32000-1, 7.4)."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pikepdf
import pymupdf
from pikepdf import Dictionary, Name
from pymupdf import mupdf

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

ABBREVIATED = {
    "/AHx": "/ASCIIHexDecode",
    "/A85": "/ASCII85Decode",
    "/LZW": "/LZWDecode",
    "/Fl": "/FlateDecode",
    "/RL": "/RunLengthDecode",
    "/CCF": "/CCITTFaxDecode",
    "/DCT": "/DCTDecode",
}
GENERAL = frozenset(("/ASCIIHexDecode", "/ASCII85Decode", "/LZWDecode", "/FlateDecode", "/RunLengthDecode"))
DCT, JPX, FAX, JBIG2 = "/DCTDecode", "/JPXDecode", "/CCITTFaxDecode", "/JBIG2Decode"
PICTURES = frozenset((DCT, JPX, FAX, JBIG2))
PARAMETERS = (
    *("/Predictor", "/Colors", "/BitsPerComponent", "/Columns", "/EarlyChange"),
    *("/K", "/EndOfLine", "/EncodedByteAlign", "/Rows", "/EndOfBlock", "/BlackIs1", "/DamagedRowsBeforeError"),
    "/ColorTransform",
)
GLOBALS = "/JBIG2Globals"
MOST_FILTERS = 8
Chain = list[tuple[str, Mapping[str, Any]]]


@dataclass(frozen=True, slots=True)
class Coded:
    """The bytes of a stream with its general filters undone; ``filter`` is the one for pictures that is left, if any.

    ``parameters`` are that filter's, without keys of a program's own.
    """

    data: bytes = field(repr=False)
    filter: str = ""
    parameters: Mapping[str, Any] = field(default_factory=dict, repr=False)

    @property
    def transform(self) -> int | None:
        """What the file says about the transform of a JPEG's colours (ISO 32000-1, table 13)."""
        value = self.parameters.get("/ColorTransform")
        return int(value) if value in (0, 1) else None


def coded(stream: Any) -> Coded:
    """Return what a stream holds.

    Raises:
        ValueError: its filters are not those of the standard, or it can not be decoded.
        pikepdf.PdfError: it can not be read.
    """
    return undone(bytes(stream.read_raw_bytes()), stream.get("/Filter"), stream.get("/DecodeParms"))


def undone(data: bytes, filters: Any, parameters: Any) -> Coded:
    """Return what ``data`` holds, given the values of the keys ``Filter`` and ``DecodeParms``; see :func:`coded`."""
    chain = _chain(filters, parameters)
    last, own = chain.pop() if chain and chain[-1][0] in PICTURES else ("", {})
    if any(name not in GENERAL for name, _ in chain):
        raise ValueError("filters that do not go together")
    return Coded(_undone(data, chain) if chain else data, last, own)


def decoded(stream: Any) -> bytes:
    """Return the bytes of a stream that is no picture, all filters undone; see :func:`coded`."""
    found = coded(stream)
    if found.filter:
        raise ValueError("data in a filter for pictures")
    return found.data


def picture_samples(found: Coded, width: int, height: int) -> bytes:
    """Return the samples that a filter for pictures gives, before they are taken for colours.

    Raises:
        ValueError: it can not be decoded.
    """
    return _by_engine(found.data, [(found.filter, found.parameters)], Width=width, Height=height)


def jpx_samples(found: Coded, space: str | None) -> tuple[int, int, int, bytes]:
    """Return width, height, number of components and samples of a JPEG 2000, in eight bits.

    ``space`` is the device's space of as many components as there are colours, when the file tells their meaning.

    Raises:
        ValueError: it can not be decoded, or has a mask in itself.
    """
    keys: dict[str, Any] = {"Subtype": Name.Image, "Width": 1, "Height": 1}
    if space is not None:
        keys["ColorSpace"] = Name(space)
    with _engine_file(found.data, [(JPX, {})], keys) as (document, number):
        picture = pymupdf.Pixmap(document, number)
        if picture.alpha:
            raise ValueError("JPEG 2000 with a mask in itself")
        return picture.width, picture.height, picture.n, bytes(picture.samples)


def _chain(filters: Any, parameters: Any) -> Chain:
    """Return filters in the order in which they are undone, each with its parameters."""
    names, given = _listed(filters), _listed(parameters)
    if len(names) > MOST_FILTERS or not all(isinstance(name, Name) for name in names):
        raise ValueError("filters that do not go together")
    given += [None] * len(names)
    chain = [(ABBREVIATED.get(str(name), str(name)), _kept(own)) for name, own in zip(names, given, strict=False)]
    # The filter for encryption says nothing any more once a file has been opened.
    return [(name, own) for name, own in chain if name != "/Crypt"]


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _kept(parameters: Any) -> dict[str, Any]:
    if not isinstance(parameters, Dictionary):
        return {}
    kept: dict[str, Any] = {k: v for k, v in parameters.items() if k in PARAMETERS and isinstance(v, bool | int)}
    shared = parameters.get(GLOBALS)
    if isinstance(shared, pikepdf.Stream):
        kept[GLOBALS] = decoded(shared)
    return kept


def _undone(data: bytes, chain: Chain) -> bytes:
    """Undo general filters; where qpdf gives up, the engine gives what can be read, as readers do."""
    with pikepdf.new() as scratch:
        try:
            stream = _stream(scratch, data, chain, {})
            return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
        except (pikepdf.PdfError, RuntimeError):
            return _by_engine(data, chain)


def _stream(scratch: pikepdf.Pdf, data: bytes, chain: Chain, keys: Mapping[str, Any]) -> pikepdf.Stream:
    parameters = []
    for _, own in chain:
        made = Dictionary({key: value for key, value in own.items() if key != GLOBALS})
        if GLOBALS in own:
            made[GLOBALS] = scratch.make_stream(own[GLOBALS])
        parameters.append(made)
    filters = pikepdf.Array([Name(name) for name, _ in chain])
    return scratch.make_stream(data, Filter=filters, DecodeParms=pikepdf.Array(parameters), **keys)


def _by_engine(data: bytes, chain: Chain, **keys: Any) -> bytes:
    with _engine_file(data, chain, keys) as (document, number):
        return bytes(document.xref_stream(number) or b"")


@contextmanager
def _engine_file(data: bytes, chain: Chain, keys: Mapping[str, Any]) -> Iterator[tuple[Any, int]]:
    """Open a file with nothing but this stream in MuPDF, and give its number; errors are ValueErrors within."""
    content = io.BytesIO()
    with pikepdf.new() as scratch:
        scratch.add_blank_page()
        scratch.Root.Held = _stream(scratch, data, chain, keys)
        scratch.save(content, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    try:
        with pymupdf.open(stream=content.getvalue(), filetype="pdf") as document:
            held = document.xref_get_key(document.pdf_catalog(), "Held")[1]
            yield document, int(held.split()[0])
    except (mupdf.FzErrorBase, RuntimeError) as error:
        raise ValueError("stream that can not be decoded") from error
