"""What a page shows beside its text becomes text: where to look, reading it, and what it means for the page."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy

from woo_redact.domain.document import Doubt, Unread
from woo_redact.domain.geometry import Box, displayed_size
from woo_redact.ocr import Picture
from woo_redact.readers.assemble import Frame
from woo_redact.readers.legibility import PICTURE_SHARE, unread
from woo_redact.readers.runs import Seen
from woo_redact.readers.sight import (
    FEWEST,
    SCALE,
    Letters,
    Sighted,
    alike,
    has_ink,
    letters_of,
    likeness,
    makes_sense,
    plain,
    rendered,
    runs_of_words,
    shown,
    sighted,
)
from woo_redact.readers.sights import Sights, bands, sights_of
from woo_redact.readers.trust import Span, Trust
from woo_redact.readers.unseen import hides_text

# A font is believed when this share of its letters is what can be seen, and not when it is less than the other: of a
# wrong table it is a third at most. In between (lines printed over each other) it is looked at again on the next page.
HONEST, LYING = 0.6, 0.4
# Pages on which nothing of a font could be read before it is no longer looked at: signs, or text that cannot be seen.
TRIES = 3
# A text layer of which this share of the words is something else than can be seen is no text of that page.
UNLIKE = 0.15
# Of the words that OCR reads on a page of odd text, so many stand in that text when it tells the truth.
SAME = 0.2
# Of the glyphs of text without meaning, the part that has to be read.
LEGIBLE = 0.95


@dataclass
class _Compared:
    """Recognised words beside the text layer: what is new, and what says something else than the text there."""

    new: list[Sighted] = field(default_factory=list)
    differs: list[Sighted] = field(default_factory=list)
    agrees: int = 0


class Looker:
    """Looks at the pages of one file, and remembers which of its fonts can be believed."""

    def __init__(self) -> None:
        self._trust = Trust()
        self._tries: dict[str, int] = {}

    def look(self, page: Any, frame: Frame, seen: Seen, spans: Sequence[Span]) -> tuple[Frame, Seen]:
        """Return the page's frame and what is seen on it, with what only can be seen added.

        Raises:
            RuntimeError: the engine cannot read a picture (or another of its errors).
        """
        text = "".join(span["text"] for span in spans)
        state = unread(text, (), frame.width * frame.height, frame.inked)
        sights = sights_of(page, spans, self._trust)
        if state in (None, Unread.GARBAGE) and not sights:
            # Odd as it may be, text in fonts that are believed is what can be seen.
            return frame, seen
        picture, letters = rendered(page), letters_of(page, spans)
        if state is not None:
            return _whole(frame, seen, picture, letters)
        size = frame.width, frame.height, frame.rotation
        words, lying = self._words(page, spans, sights, (picture, letters), size)
        compared = _compared(words, letters, anything=False)
        found, turn = compared.new, frame.rotation
        large = (
            max((b.width * b.height for b in frame.pictures), default=0.0) >= PICTURE_SHARE * frame.width * frame.height
        )
        if large and not compared.agrees and not makes_sense(found):
            found, turn = _turned(picture, shown(sights.drawn, *size), frame.rotation)
        doubt = Doubt.UNLIKE if lying or _is_unlike(compared) else None
        if compared.differs:
            seen.beside[frame.rotation] = list(runs_of_words(words))
        elif found:
            seen.upright.setdefault(turn, []).extend(runs_of_words(found))
        known = plain(text + "".join(word.text for word in words + found))
        if doubt is None and any(hides_text(page, info, picture, known) for info in sights.pictures):
            doubt = Doubt.HIDDEN
        frame = replace(
            frame,
            looked=large and makes_sense(words + found),
            recognised=bool(found or compared.differs),
            doubt=doubt,
            illegible=not all(_is_read(box, span, words, picture, size) for box, span in sights.unmeant),
        )
        return frame, seen

    def _words(
        self,
        page: Any,
        spans: Sequence[Span],
        sights: Sights,
        sides: tuple[Picture, Letters],
        size: tuple[float, float, int],
    ) -> tuple[list[Sighted], bool]:
        """Recognise what has to be looked at; return the words, and whether a font lies.

        ``sides`` are what the page shows, and the letters that its text layer has.
        """
        picture, letters = sides
        samples = {font: shown(boxes, *size) for font, boxes in sights.fonts.items()}
        places = shown((*sights.drawn, *(box for box, _ in sights.unmeant)), *size)
        words = sighted(picture, [*places, *(box for boxes in samples.values() for box in boxes)])
        lying = {font for font, boxes in samples.items() if not self._may_be_honest(font, boxes, words, letters)}
        if lying:
            # All of it has to be read then, not samples only.
            places += shown(bands(page, spans, lying), *size)
            words = sighted(picture, places)
        # What is misread in a sample of honest text is of no use.
        return [word for word in words if any(p.holds(*word.box.centre) for p in places)], bool(lying)

    def _may_be_honest(self, font: str, boxes: Sequence[Box], words: Sequence[Sighted], letters: Letters) -> bool:
        here = [word for word in words if any(box.holds(*word.box.centre) for box in boxes)]
        pairs = [(plain(word.text), letters.under(word)) for word in here]
        telling = [(said, under) for said, under in pairs if len(said) >= FEWEST and under]
        if not telling:
            self._tries[font] = self._tries.get(font, 0) + 1
            if self._tries[font] >= TRIES:
                self._trust.trusted.add(font)
            return True
        share = likeness("".join(said for said, _ in telling), "".join(under for _, under in telling))
        if share >= HONEST:
            self._trust.trusted.add(font)
        return share >= LYING


def _compared(words: Sequence[Sighted], letters: Letters, *, anything: bool) -> _Compared:
    """Part recognised words by what the text layer has there; signs count only with ``anything``."""
    result = _Compared()
    for word in words:
        said, under = plain(word.text), letters.under(word)
        if not under:
            if said or anything:
                result.new.append(word)
        elif len(said) >= FEWEST and not alike(said, under):
            result.differs.append(word)
        else:
            result.agrees += 1
    return result


def _is_unlike(compared: _Compared) -> bool:
    return len(compared.differs) > UNLIKE * (len(compared.differs) + compared.agrees)


def _is_read(band: Box, span: Span, words: Sequence[Sighted], picture: Picture, size: tuple[float, float, int]) -> bool:
    """Whether OCR read about as many characters in text without meaning as there are glyphs to be seen."""
    boxes = [Box(*char["bbox"]) for char in span["chars"] if char["bbox"][0] <= char["bbox"][2]]
    glyphs = sum(has_ink(picture, box) for box in shown(boxes, *size))
    place = shown([band], *size)[0]
    read = sum(len(word.text) for word in words if place.holds(*word.box.centre))
    return read >= LEGIBLE * glyphs


def _whole(frame: Frame, seen: Seen, picture: Picture, letters: Letters) -> tuple[Frame, Seen]:
    """Read a page whose own text is missing or no text; without sense in what is read it stays unread."""
    width, height = displayed_size(frame.width, frame.height, frame.rotation)
    everything = [Box(0, 0, width, height)]
    turn = frame.rotation
    words = sighted(picture, everything)
    if not makes_sense(words):
        words, turn = _turned(picture, everything, frame.rotation)
    said = [part for part in (plain(word.text) for word in words) if len(part) >= FEWEST]
    known = plain("".join(letters.texts))
    if not words or sum(part in known for part in said) > SAME * len(said):
        # Odd as it is, the text is what can be seen.
        return frame, seen
    doubt = Doubt.UNLIKE if letters.texts else None
    return replace(frame, looked=True, recognised=True, doubt=doubt), Seen({turn: list(runs_of_words(words))}, [])


def _turned(picture: Picture, boxes: Sequence[Box], rotation: int) -> tuple[list[Sighted], int]:
    """Read a picture that stands sideways or upside down; nothing when it makes no sense any way.

    Return the words and the turn in degrees clockwise that makes them upright.
    """
    height, width = (side / SCALE for side in picture.shape)
    for quarters in (1, 3, 2):
        turned = numpy.rot90(picture, -quarters)
        places = shown(boxes, width, height, 90 * quarters)
        words = sighted(turned, places)
        if makes_sense(words):
            return words, (rotation + 90 * quarters) % 360
    return [], rotation
