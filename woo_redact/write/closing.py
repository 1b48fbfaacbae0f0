"""The beginning and the end of writing: annotations become page content, and the document is made anew.

Nothing of the source's document comes along but its pages, tags, labels and bookmarks; see :mod:`rebuild`.
"""

import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pikepdf

from woo_redact.domain.geometry import Box
from woo_redact.domain.width import Shift
from woo_redact.write.anchors import NAME as ANCHOR_FONT
from woo_redact.write.anchors import has_anchors, without_anchors
from woo_redact.write.engine import cut_down_fonts, saved
from woo_redact.write.ink import cut_ink
from woo_redact.write.moving import CannotMoveError, move_text
from woo_redact.write.notes import settle
from woo_redact.write.rebuild.document import rebuilt

# Letters and digits of a passage, and of a word in one, that a title may not repeat; shorter ones say nothing.
SHORTEST, SHORTEST_WORD = 4, 6
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Closed:
    """The bytes of an output, and the pages (0-based) with a font that could not be cut down."""

    content: bytes = field(repr=False)
    whole_fonts: frozenset[int]


class FixedTextError(Exception):
    """Text on pages (0-based) cannot be moved."""

    def __init__(self, pages: Iterable[int]) -> None:
        self.pages = frozenset(pages)
        super().__init__(f"pages {sorted(self.pages)}")


@dataclass(slots=True)
class Leftovers:
    """What is left to do when all pages are blacked out.

    ``inked`` has the covers (in the file's space) of the pages where lines or shapes reach under a cover; they are cut
    there. ``shifts`` tell which text moves (boxes in the file's space). ``held`` tells that there are anchors to take
    out; ``withheld`` are the passages that are gone, which no bookmark may repeat. ``units`` are those of pages that
    count in other units than points.
    """

    inked: dict[int, Sequence[Box]] = field(default_factory=dict)
    shifts: dict[int, Sequence[Shift]] = field(default_factory=dict)
    held: bool = False
    withheld: list[str] = field(default_factory=list, repr=False)
    units: Mapping[int, float] = field(default_factory=dict)


# Twice as fast as the default, for two bytes in a hundred.
pikepdf.settings.set_flate_compression_level(3)


def flatten(pdf: Any) -> None:
    """Turn annotations and form fields into page content, so that they are redacted like it (PyMuPDF document).

    What no viewer shows goes: nobody has read it.
    """
    if pdf.has_annots() or pdf.is_form_pdf:
        for page in pdf:
            settle(page)
        pdf.bake(annots=True, widgets=True)


def close_up(pdf: Any, labelled: bool, left: Leftovers) -> Closed:
    """Return the output: fonts cut down to what is still shown, everything made anew.

    Deterministic: the same document gives the same bytes.

    Raises:
        PageFaults: pages hold something that can not be made anew.
        FixedTextError: text that had to move cannot.
    """
    if labelled:
        cut_down_fonts(pdf)
    with pikepdf.open(io.BytesIO(saved(pdf))) as document:
        for index, covers in left.inked.items():
            cut_ink(document, document.pages[index], covers, keep_last=1)
        if left.held:
            _let_go(document)
        _move(document, left.shifts)
        result = io.BytesIO()
        made = rebuilt(document, _remains(pdf, left.withheld))
        made.pdf.save(
            result,
            deterministic_id=True,
            compress_streams=True,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            fix_metadata_version=False,
        )
    return Closed(result.getvalue(), made.whole_fonts)


def _move(document: pikepdf.Pdf, shifts: Mapping[int, Sequence[Shift]]) -> None:
    fixed = []
    for index, moves in shifts.items():
        try:
            if moves:
                move_text(document, document.pages[index], moves, keep_last=1)
        except CannotMoveError:
            fixed.append(index)
    if fixed:
        raise FixedTextError(fixed)


def _remains(pdf: Any, withheld: Sequence[str]) -> Callable[[str], bool]:
    """Return whether a title still stands on the pages, word by word, and repeats nothing that was withheld.

    The pages are read when one is asked for.
    """

    @cache
    def readable() -> str:
        return "|".join(_words(page.get_text()) for page in pdf)

    passages = [_words(passage) for passage in withheld]
    telling = {whole for passage in passages if len(whole := passage.replace(" ", "")) >= SHORTEST}
    telling |= {word for passage in passages for word in passage.split() if len(word) >= SHORTEST_WORD}

    def remains(title: str) -> bool:
        words = _words(title)
        letters = words.replace(" ", "")
        return words in readable() and not any(passage in letters for passage in telling)

    return remains


def _words(text: str) -> str:
    """Return the words without case, accents and variants, a blank around each: "jan" is not in "januari"."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))
    return f" {' '.join(_WORD.findall(bare))} "


def _let_go(document: pikepdf.Pdf) -> None:
    """Take the anchors and their font out of pages and forms."""
    forms = [item for item in document.objects if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Form"]
    contents = [part for page in document.pages for part in _parts(page)]
    for stream in (*contents, *forms):
        content = stream.read_bytes()
        if has_anchors(content):
            stream.write(without_anchors(content))
    for holder in (*(page.obj for page in document.pages), *forms):
        fonts = holder.get("/Resources", pikepdf.Dictionary()).get("/Font", pikepdf.Dictionary())
        if f"/{ANCHOR_FONT}" in fonts:
            del fonts[f"/{ANCHOR_FONT}"]


def _parts(page: pikepdf.Page) -> list[Any]:
    contents = page.obj.get("/Contents")
    return list(contents) if isinstance(contents, pikepdf.Array) else [contents] if contents is not None else []
