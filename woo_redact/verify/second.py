"""The second engine: characters of a page as pdfminer sees them, with most of its usual work left out."""

from collections.abc import Iterable
from typing import Any

import numpy
import pikepdf
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.utils import mult_matrix

from woo_redact.verify.fonts import Fonts
from woo_redact.verify.glyphs import MIDDLE, Glyphs, as_compared, is_white
from woo_redact.verify.interpreter import TextInterpreter
from woo_redact.verify.objects import Objects
from woo_redact.verify.parts import content_of

UNKNOWN = "\ufffd"
# The text of each character, and the middle of its line.
Seen = tuple[list[str], list[float], list[float]]


class SecondEngine:
    """pdfminer's fonts and text state on a document that qpdf has opened; fonts are read once, pages are not kept."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self._objects = Objects(pdf)
        fonts = Fonts()
        self._device = _Lean(fonts)
        self._interpreter = TextInterpreter(fonts, self._device)
        self._last: tuple[int, Glyphs] | None = None

    def glyphs(self, index: int, left: float, top: float) -> Glyphs:
        """Return what stands on a page; (left, top) is the top-left corner of page space in the file's space."""
        if self._last is None or self._last[0] != index:
            page = self.pdf.pages[index]
            self._last = index, _glyphs(self._shown(page.resources, content_of(page)), left, top)
        return self._last[1]

    def text(self, resources: pikepdf.Object, stream: pikepdf.Stream) -> str:
        """Return all characters that a content stream of its own shows, in its order."""
        return "".join(self.seen(resources, stream)[0])

    def seen(self, resources: pikepdf.Object, stream: pikepdf.Stream) -> Seen:
        """Return the characters that a content stream of its own shows, each with its middle in that stream's space."""
        return self._shown(resources, [stream])

    @staticmethod
    def glyphs_of(seen: Seen, left: float, top: float) -> Glyphs:
        """Return characters in page space; (left, top) is its top-left corner in the space that they are given in."""
        return _glyphs(seen, left, top)

    def _shown(self, resources: pikepdf.Object, streams: Iterable[pikepdf.Object]) -> Seen:
        try:
            self._interpreter.render_contents(self._objects.value(resources), [*map(self._objects.value, streams)])
        finally:
            seen = self._device.taken()
        return seen


def _glyphs(seen: Seen, left: float, top: float) -> Glyphs:
    texts, *places = seen
    code = numpy.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4").astype(numpy.int64)
    shown = ~is_white(code)
    # A ligature is several characters in one place.
    lengths = numpy.array([*map(len, texts)], numpy.int64)
    x, y = (numpy.array(place, numpy.float64).repeat(lengths)[shown] for place in places)
    across, down = x - left, top - y
    code = as_compared(code[shown])
    return Glyphs(code, across, down, across, down, numpy.zeros(len(code), numpy.int64))


class _Lean(PDFTextDevice):  # type: ignore[misc]
    """Keeps characters and the middle of their lines only, and each font's characters once worked out."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self._seen: Seen = [], [], []
        self._known: dict[Any, dict[int, tuple[str, float]]] = {}

    def taken(self) -> Seen:
        seen, self._seen = self._seen, ([], [], [])
        return seen

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        font = textstate.font
        if font.is_vertical():
            super().render_string(textstate, seq, ncs, graphicstate)
            return
        a, b, c, d, e, f = mult_matrix(textstate.matrix, self.ctm)
        scale = textstate.scaling * 0.01
        size = textstate.fontsize * scale
        charspace = textstate.charspace * scale
        wordspace = 0 if font.is_multibyte() else textstate.wordspace * scale
        known = self._known.setdefault(font, {})
        x, line = textstate.linematrix
        y = line + textstate.rise + MIDDLE * textstate.fontsize
        e, f = e + c * y, f + d * y
        texts, to_right, upwards = self._seen
        spaced = False
        for part in seq:
            if not isinstance(part, bytes):
                if isinstance(part, int | float):
                    x -= part * size * 0.001
                    spaced = True
                continue
            for cid in font.decode(part):
                if spaced:
                    x += charspace
                text, width = known.get(cid) or self._learn(font, cid)
                advance = width * size
                middle = x + advance / 2
                texts.append(text)
                to_right.append(a * middle + e)
                upwards.append(b * middle + f)
                x += advance
                if cid == 32:
                    x += wordspace
                spaced = True
        textstate.linematrix = (x, line)

    def _learn(self, font: Any, cid: int) -> tuple[str, float]:
        found = self._known[font][cid] = (_unicode(font, cid), float(font.char_width(cid)))
        return found

    def render_char(  # noqa: PLR0913 - pdfminer's signature; called for vertical fonts only
        self,
        matrix: Any,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        advance = float(font.char_width(cid) * fontsize * scaling)
        across, up = font.char_disp(cid)
        across = fontsize / 2 if across is None else fontsize * 0.001 * across
        up = (1000 - up) * fontsize * 0.001
        a, b, c, d, e, f = matrix
        x, y = fontsize / 2 - across, rise + up + advance / 2
        texts, to_right, upwards = self._seen
        texts.append(_unicode(font, cid))
        to_right.append(a * x + c * y + e)
        upwards.append(b * x + d * y + f)
        return advance


def _unicode(font: Any, cid: int) -> str:
    try:
        return str(font.to_unichr(cid))
    except Exception:  # noqa: BLE001 - pdfminer raises its own error or KeyError for an unmapped code
        return UNKNOWN
